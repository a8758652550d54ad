import { anomalies, calibrationDigits, judgedDigits, type PictureSet } from '../../../data/anomalies';
import { averagedPicture } from '../../../data/halfSize';
import { FASHION } from '../../../data/fashion';
import { SIDE } from '../../../data/pack';
import { packsFor } from '../../../data/packs';
import { blank } from '../../../diffusion/pictures/corruptions';
import { sampleKey } from '../../../diffusion/random';
import type { ViewState } from '../../../state/link/fields/table';
import type { UsedNetwork } from '../../../state/network/usedNetwork';
import { shownX0 } from '../../../state/picture/shownX0';
import { requirePack } from '../../../state/picture/source';
import { SETS, type ScoreTable } from './scoreTable';

/** Name of the anomalous set of a view. */
export const getAnomalousSet = ({ detectAgainst, detectUnseen }: ViewState): string =>
  detectAgainst === 'class' ? `class ${detectUnseen}` : detectAgainst;

/** Names of the sets of a view. */
export const listSets = (state: ViewState): string[] => [...Object.values(SETS), getAnomalousSet(state)];

/** How many pictures a set has at most. */
export const countPictures = (set: string, { detectCount }: ViewState): number =>
  set === SETS.picture || set === SETS.blank ? 1 : detectCount;

const [TEST] = packsFor('test', 1);

/**
 * Adds the sets of a view that a table lacks, in the size of the network's pictures.
 * Rejects with a DataError, or an AbortError where somebody has stopped the downloads.
 */
export async function addSets(table: ScoreTable, state: ViewState, { size }: UsedNetwork): Promise<void> {
  const { detectCount: count, detectAgainst, detectUnseen: unseen } = state;
  const [test, fashion] = await Promise.all([requirePack(TEST), requirePack(FASHION)]);
  // The noises of the scores are drawn from the first 64 children (engine/worker/score).
  const setsKey = sampleKey(state.seed, 'score', 1000);
  const sets: Record<string, () => PictureSet> = {
    [SETS.blank]: () => ({ pictures: [blank(SIDE)], classes: [-1] }),
    [SETS.calibration]: () => calibrationDigits(test, setsKey, count),
    [SETS.digits]: () => judgedDigits(test, setsKey, count),
    [getAnomalousSet(state)]: () => anomalies(detectAgainst, { test, fashion, key: setsKey, count, unseen }),
  };
  for (const [name, make] of Object.entries(sets)) {
    if (table.get(name)) continue;
    const { pictures, classes } = make();
    const shown = size === SIDE ? pictures : pictures.map(averagedPicture);
    table.add(name, { pictures: shown, classes }, pictures);
  }
}

/** Whether a table has the picture that the view shows. */
export const hasShownPicture = (table: ScoreTable): boolean =>
  table.get(SETS.picture)?.pictures[0] === shownX0();

/** Puts the picture that the view shows into a table, unless it is there. */
export function addShownPicture(table: ScoreTable): void {
  if (!hasShownPicture(table)) table.add(SETS.picture, { pictures: [shownX0()], classes: [-1] });
}
