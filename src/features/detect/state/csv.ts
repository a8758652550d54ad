import { saveCsv } from '../../../state/files/csv';
import type { ViewState } from '../../../state/link/fields/table';
import { view } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import { creditOf } from '../../../state/network/usedNetwork';
import { getUnseenClass } from './answers';
import { countTriedClasses } from './scoring';
import { getAnomalousSet, listSets } from './setPictures';
import { findTable, pictureSets, type SetsState } from './sets';
import { tableRows } from './scoreTable';

/** Every score of the view's sets as the rows of a table, and the file's name; null without scores. */
export function scoresFile(state: ViewState, sets: SetsState) {
  const table = findTable(state, sets);
  if (!table) return null;
  const { seed, detectLeast, detectCount } = state;
  const { used } = network.getState();
  const rows = tableRows(table, {
    sets: listSets(state),
    unseen: getUnseenClass(state),
    about: {
      seed,
      class_told: countTriedClasses(used, detectLeast) > 1 ? 'least' : (used.onlyClass ?? 'none'),
      network: creditOf(used),
    },
  });
  const name = ['ddpm_scores', used.name, getAnomalousSet(state), `n${detectCount}`, `seed${seed}`].join('_');
  return { rows, name: `${name.replaceAll(' ', '')}.csv` };
}

export function saveScores(): void {
  const file = scoresFile(view.getState(), pictureSets.store.getState());
  if (file) saveCsv(file.rows, file.name);
}
