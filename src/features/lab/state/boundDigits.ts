import { packOf } from '../../../data/packs';
import { EVERY_CLASS } from '../../../diffusion/exact';
import { digitSet } from '../../../data/trainingDigits';
import { fromBytes } from '../../../diffusion/pictures/pixels';
import { EngineFailure } from '../../../engine/protocol/errors';
import type { ViewState } from '../../../state/link/fields/table';
import type { UsedNetwork } from '../../../state/network/usedNetwork';
import { requirePack } from '../../../state/picture/source';

/** Digits in a group: they are evaluated together and share their t. */
export const GROUP = 4;

/** Groups of a measurement: each set of digits as often as it has noises. */
export const countGroups = ({ boundDigits, boundNoises }: ViewState): number =>
  (boundDigits / GROUP) * boundNoises;

/** Evaluations of one picture that the view's measurement takes: at t = 1 and in each stratum. */
export const countEvaluations = (state: ViewState): number =>
  countGroups(state) * GROUP * (state.boundStrata + 1);

const TEST = packOf('test', 0);

/**
 * The test digits that the view's bound is measured on, in the network's size; of one class where the network knows only one.
 * Rejects with a DataError where they do not arrive.
 * @returns pictures [N, size, size] flat in [-1, 1], N classes, and the mean of x_0^2 in each group of them
 */
export async function testDigits({ boundDigits }: ViewState, { size, onlyClass }: UsedNetwork) {
  if (!TEST) throw new EngineFailure('bad-request', 'There are no test digits.', 'Reload the page.');
  const pack = await requirePack(TEST);
  const { pixels, labels } = digitSet([pack], {
    first: TEST.count,
    label: onlyClass ?? EVERY_CLASS,
    size,
    most: boundDigits,
  });
  const pictures = fromBytes(pixels);
  const groups = boundDigits / GROUP;
  const length = pictures.length / groups;
  const meanSquares = Array.from({ length: groups }, (_, i) => {
    const group = pictures.subarray(i * length, (i + 1) * length);
    return group.reduce((sum, value) => sum + value * value, 0) / length;
  });
  return { pictures, labels, meanSquares };
}
