import { THREADS } from '../compiled/wgsl';
import { BETA_1, BETA_2, TINY } from '../train/adam';
import { dispatch, given, parameter, read, write, type Dispatch } from './shader';

/**
 * Adam and the average of the parameters (train/adam.ts), for all parameters: a thread for each. Before that it adds a parameter's
 * partial sums in their order. A workgroup is within one parameter; `adamBlocks` says for each workgroup where in `sums` its gradient
 * begins, the distance of its parts, their number, and how many of its threads have a parameter.
 * @param groups workgroups
 */
export function adam(groups: number): Dispatch {
  return dispatch(
    'adam',
    [
      read('blocks', given('adamBlocks'), 'vec4u'),
      read('sums', { kind: 'sums' }, 'f32'),
      write('parameters', parameter(), 'f32'),
      write('average', { kind: 'moment', name: 'average' }, 'f32'),
      write('first', { kind: 'moment', name: 'first' }, 'f32'),
      write('second', { kind: 'moment', name: 'second' }, 'f32'),
    ],
    { all: groups * THREADS },
    `
  let block = blocks[group.x];
  if (local >= block.w) { return; }
  var gradient = 0.0;
  for (var part = 0u; part < block.z; part++) { gradient += sums[block.x + part * block.y + local]; }
  let i = thread.x;
  let m = first[i] * ${BETA_1} + gradient * ${1 - BETA_1};
  let v = second[i] * ${BETA_2} + gradient * gradient * ${1 - BETA_2};
  let next = parameters[i] - m * step.rate / (sqrt(v) * step.correction + ${TINY});
  average[i] = average[i] * step.decay + next * (1.0 - step.decay);
  parameters[i] = next;
  first[i] = m;
  second[i] = v;`,
  );
}

/**
 * Moves statistics of batch normalisations towards those of the batch, whose share is `step.share`: a thread for each number.
 * @param length of all statistics
 * @param parts one or both; the first moves, the second becomes a copy of it
 */
export function statistics(length: number, parts: readonly ('running' | 'calibrated')[]): Dispatch {
  return dispatch(
    'statistics',
    [
      read('batch', { kind: 'statistics', part: 'batch' }, 'f32'),
      read('unbiased', given('unbiased'), 'f32'),
      ...parts.map((part, i) => write(`part${i}`, { kind: 'statistics', part } as const, 'f32')),
    ],
    { all: length },
    `
  let i = thread.x;
  if (i >= ${length}u) { return; }
  let moved = part0[i] * (1.0 - step.share) + batch[i] * unbiased[i] * step.share;
  ${parts.map((_, part) => `part${part}[i] = moved;`).join(' ')}`,
  );
}
