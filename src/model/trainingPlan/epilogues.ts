import { activated, type Epilogue } from '../compiled/epilogue';
import type { Node } from './graph';
import { read, value, write, type Binding, type Bound } from './shader';

/** An epilogue with what is bound to its variables. */
export interface BoundEpilogue extends Epilogue {
  readonly variables: readonly Bound[];
}

/** Names of the values that belong to a node. */
export const names = {
  /** Before the activation. */
  preActivation: (id: string) => `${id}.z`,
  /** Gradient with respect to the output. */
  outputGradient: (id: string) => `${id}.dy`,
  /** Gradient with respect to the value before activation and residuals. */
  gradient: (id: string) => `${id}.d`,
  /** Gradient with respect to what a node's source gives. */
  sourceGradient: (id: string) => `${id}.dx`,
};

/** Whether a node's values before its activation are kept: those of ReLU can be told by its output. */
const keepsPreActivation = ({ activation, residual }: Node): boolean =>
  activation === 'silu' || (activation === 'relu' && residual.length > 0);

/** Whether the gradient with respect to a node's output is another than that before its activation, and some node adds it. */
const keepsOutputGradient = ({ activation, residual }: Node): boolean =>
  activation !== undefined && residual.length > 0;

/** The gradient with respect to a node's output. */
const outputGradientOf = (node: Node): string =>
  keepsOutputGradient(node) ? names.outputGradient(node.id) : names.gradient(node.id);

/**
 * From a sum `v`: what `first` and `lines` say, then shift, activation and residuals.
 * @param shift Linear(e) of the node's layer for each picture, if it has one
 */
export function forwardEpilogue(
  node: Node,
  shift: Binding | undefined,
  first: readonly Bound[],
  lines: readonly string[],
): BoundEpilogue {
  const { id, activation, residual, shape } = node;
  const element = shape[2] === 1 ? 'f32' : 'vec4f';
  const keep = keepsPreActivation(node);
  return {
    variables: [
      ...first,
      ...(shift ? [read('shifts', shift)] : []),
      ...residual.map((each, i) => read(`residual${i}`, value(each), element)),
      ...(keep ? [write('z', value(names.preActivation(id)), element)] : []),
      write('result', value(id), element),
    ],
    lines: [
      ...lines,
      shift !== undefined && `v += shifts[n * ${shape[2] / 4}u + filters];`,
      keep && 'z[at] = v;',
      ...activated(activation, element),
      ...residual.map((_, i) => `v += residual${i}[at];`),
      'result[at] = v;',
    ],
  };
}

/**
 * From `v`, the gradient with respect to a node's output through its readers, to the gradient before its activation.
 * @param addedBy the nodes that add its output to their own, once for each time
 */
export function gradientEpilogue(node: Node, addedBy: readonly Node[]): BoundEpilogue {
  const { id, activation } = node;
  const keep = keepsOutputGradient(node);
  const from = keepsPreActivation(node) ? names.preActivation(id) : id;
  return {
    variables: [
      ...addedBy.map((other, i) => read(`added${i}`, value(outputGradientOf(other)))),
      ...(keep ? [write('dy', value(names.outputGradient(id)))] : []),
      ...(activation ? [read('z', value(from))] : []),
      write('result', value(names.gradient(id))),
    ],
    lines: [
      ...addedBy.map((_, i) => `v += added${i}[at];`),
      keep && 'dy[at] = v;',
      ...(activation === 'silu' ? timesSiluSlope('z[at]') : []),
      activation === 'relu' && 'v = select(vec4f(), v, z[at] > vec4f());',
      'result[at] = v;',
    ],
  };
}

/** Multiplies `v` by the derivative of SiLU at x. */
export const timesSiluSlope = (x: string): string[] => [
  '{',
  `  let sigmoid = 1.0 / (1.0 + exp(-${x}));`,
  `  v *= sigmoid * (1.0 + ${x} * (1.0 - sigmoid));`,
  '}',
];
