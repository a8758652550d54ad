import { unseenIn } from './answers';
import { againstOf, anomalySets, setsName } from './sets';
import { SETS, tableRows } from './table';
import { download } from '../../../state/files/download';
import { network } from '../../../state/network/network';
import { triedBy } from './scoring';
import { creditOf } from '../../../state/network/usedNetwork';
import { view } from '../../../state/link/view';

/** Saves every score of the view's sets as a table. */
export function exportScores(): void {
  const { table, name } = anomalySets.getState();
  const state = view.getState();
  if (!table || name !== setsName(state)) return;
  const { used } = network.getState();
  const against = againstOf(state);
  const rows = tableRows(table, {
    sets: [...Object.values(SETS), against],
    unseen: unseenIn(state),
    about: {
      seed: state.seed,
      class_told: triedBy(used, state.detectLeast) > 1 ? 'least' : (used.only ?? 'none'),
      network: creditOf(used),
    },
  });
  const file = ['ddpm_scores', used.name, against, `n${state.detectCount}`, `seed${state.seed}`].join('_');
  download(`${rows.join('\n')}\n`, `${file.replaceAll(' ', '')}.csv`, 'text/csv');
}
