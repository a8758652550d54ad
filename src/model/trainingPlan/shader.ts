import { Bindings, THREADS, type Variable } from '../compiled/wgsl';
import { STEP } from './step';

/** A part of one of the plan's buffers, in numbers. */
export type Binding =
  /** Part of what is trained: parameters or their average, whichever is evaluated; all of them without a name. */
  | { readonly kind: 'parameter'; readonly name?: string }
  | { readonly kind: 'moment'; readonly name: 'average' | 'first' | 'second' }
  /** Means and variances of batch normalisations. */
  | { readonly kind: 'statistics'; readonly part: StatisticsPart; readonly range?: Range }
  /** The gradients' partial sums. */
  | { readonly kind: 'sums'; readonly range?: Range }
  /** A value that lives within an update. */
  | { readonly kind: 'value'; readonly name: string; readonly range?: Range }
  /** What is uploaded. */
  | { readonly kind: 'given'; readonly name: GivenBuffer };

export type StatisticsPart = 'batch' | 'running' | 'calibrated';

export type GivenBuffer =
  'rows' | 'digits' | 'mixtures' | 'waves' | 'quantiles' | 'adamBlocks' | 'unbiased' | 'errors';

/** Numbers from `first` on. */
export interface Range {
  readonly first: number;
  readonly length: number;
}

/** A variable with what is bound to it. */
export interface Bound extends Variable {
  readonly binding: Binding;
}

/** One dispatch of the plan. */
export interface Dispatch {
  readonly id: string;
  readonly code: string;
  readonly access: readonly ('read' | 'read_write')[];
  readonly bindings: readonly Binding[];
  /** Threads for each picture, or altogether. */
  readonly threads: { readonly perPicture: number } | { readonly all: number };
}

/** Threads of a dispatch with one workgroup for each picture. */
export const GROUP_A_PICTURE = { perPicture: THREADS } as const;

const MAIN =
  'fn main(@builtin(workgroup_id) group : vec3u, @builtin(local_invocation_index) local : u32, @builtin(global_invocation_id) thread : vec3u)';

/**
 * A shader of the plan.
 * @param body of `main`, which knows `thread`, `group` and `local`
 * @param declarations before it
 */
export function dispatch(
  id: string,
  bound: readonly Bound[],
  threads: Dispatch['threads'],
  body: string,
  declarations = '',
): Dispatch {
  const bindings = new Bindings().addAll(bound);
  const code = `${STEP}${bindings.code}
${declarations}
@compute @workgroup_size(${THREADS})
${MAIN} {
${body}
}`;
  return { id, code, access: bindings.access, bindings: bound.map(({ binding }) => binding), threads };
}

/** A value, or a part of it. */
export const value = (name: string, range?: Range): Binding => ({
  kind: 'value',
  name,
  ...(range && { range }),
});
/** A parameter, or all of them. */
export const parameter = (name?: string): Binding => ({
  kind: 'parameter',
  ...(name !== undefined && { name }),
});
/** What is uploaded. */
export const given = (name: GivenBuffer): Binding => ({ kind: 'given', name });

/** A variable that a shader reads, four numbers at a time unless it says otherwise. */
export const read = (name: string, binding: Binding, element = 'vec4f'): Bound => ({
  name,
  element,
  binding,
});
/** One that it writes. */
export const write = (name: string, binding: Binding, element = 'vec4f'): Bound => ({
  name,
  element,
  access: 'read_write',
  binding,
});
