import { saveCsv } from '../../../state/files/csv';
import type { ViewState } from '../../../state/link/fields/table';
import { view } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import { creditOf } from '../../../state/network/usedNetwork';
import { unseenIn } from './answers';
import { triedBy } from './scoring';
import { againstOf, setNames } from './setPictures';
import { pictureSets, tableOf, type SetsState } from './sets';
import { tableRows } from './table';

/** Every score of the view's sets as the rows of a table, and the file's name; null without scores. */
export function scoresFile(state: ViewState, sets: SetsState) {
  const table = tableOf(state, sets);
  if (!table) return null;
  const { seed, detectLeast, detectCount } = state;
  const { used } = network.getState();
  const rows = tableRows(table, {
    sets: setNames(state),
    unseen: unseenIn(state),
    about: {
      seed,
      class_told: triedBy(used, detectLeast) > 1 ? 'least' : (used.onlyClass ?? 'none'),
      network: creditOf(used),
    },
  });
  const name = ['ddpm_scores', used.name, againstOf(state), `n${detectCount}`, `seed${seed}`].join('_');
  return { rows, name: `${name.replaceAll(' ', '')}.csv` };
}

/** Saves every score of the view's sets. */
export function saveScores(): void {
  const file = scoresFile(view.getState(), pictureSets.store.getState());
  if (file) saveCsv(file.rows, file.name);
}
