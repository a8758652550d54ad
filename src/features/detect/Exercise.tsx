import { useStore } from 'zustand';
import { useView } from '../../state/link/useView';
import { patchView, view } from '../../state/link/view';
import { network } from '../../state/network/network';
import { labelExcluding, DIGIT_OPTIONS } from '../../state/link/fieldKinds';
import { creditOf, unseenClass } from '../../state/network/usedNetwork';
import { Button } from '../../ui/controls';
import { Panel } from '../../ui/Panel';
import { withMinusSign } from '../common/format';
import { Setting } from '../common/Setting';
import { area } from './names';
import { classNow, type ClassFacts } from './state/answers';
import { pictureSets } from './state/sets';
import shared from './shared.module.css';
import styles from './Exercise.module.css';

// Measured with 150 4s, 132 other digits and 139 to calibrate with, at t = 300, error of epsilon by outline: 0.638 (0.572 to
// 0.703) without 4s, 0.526 (0.458 to 0.594) with all; differences over the seeds 42, 1, 2, 3: 0.111, 0.109, 0.102, 0.162; of 7s
// and 9s, which both had learned, -0.035 to 0.053. Both `tiny`, 1,000 updates, seed 0.
const EXPLAINED = (
  <>
    <p>
      <b>What to expect.</b> Of two tiny networks with the same settings, 1,000 updates each, the one that had
      never seen a 4 told 4s from other digits with an AUC of 0.64, the other with 0.53 (150 4s, error of ε̂ by
      outline at t = 300). Over four seeds the difference was 0.10 to 0.16; for 7s and 9s, which both had
      learned, −0.04 to 0.05.
    </p>
    <p>
      So leaving a class out shows, but little. With few pictures the interval of each area is wider than the
      difference. Both networks score the same pictures with the same noises, and the interval of the
      difference counts that <cite>(DeLong et al. 1988)</cite>.
    </p>
  </>
);

const signed = (value: number): string =>
  value < 0 ? withMinusSign(value.toFixed(3)) : `+${value.toFixed(3)}`;

/** How well each network that was measured tells the class from the others. */
function Networks({ t, areas, difference }: ClassFacts) {
  const [a, b] = areas.slice(-2);
  return (
    <div data-name="networks">
      <table className={`${shared.table} ${shared.ruled}`}>
        <caption>measured at t = {t}, in this order</caption>
        <tbody>
          {areas.map(({ used, auc, low, high }) => (
            <tr key={`${used.name} ${used.checksum}`}>
              <th scope="row">{creditOf(used)}</th>
              <td>
                AUC <b>{area(auc)}</b> ({area(low)} to {area(high)})
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {difference && (
        <p className={shared.note}>
          {creditOf(a.used)} against {creditOf(b.used)}: <b>{signed(difference.difference)}</b>, 95 %:{' '}
          {signed(difference.low)} to {signed(difference.high)}
          {difference.low <= 0 && difference.high >= 0 && '; these pictures do not tell them apart'}.
        </p>
      )}
    </div>
  );
}

/** Train a network without one class, and see what it makes of that class. */
export function Exercise() {
  const { detectUnseen, detectAgainst } = useView('detectUnseen', 'detectAgainst');
  const used = useStore(network, (state) => state.used);
  const sets = useStore(pictureSets.store);
  const usedLacks = unseenClass(used);
  const unseen = usedLacks ?? detectUnseen;
  const facts = useStore(view, (state) => classNow(state, sets, unseen));
  const isReady = detectAgainst === 'class' && usedLacks === detectUnseen;
  return (
    <Panel title={`The network that has never seen a ${unseen}`} explain={EXPLAINED}>
      <ol className={styles.exercise} data-chrome>
        <li>
          <span className={shared.fields}>
            Leave out
            <Setting field="detectUnseen" label="Class to leave out" prefix="every" options={DIGIT_OPTIONS} />
            <Button onClick={() => patchView({ page: 'train', trainLabel: labelExcluding(detectUnseen) })}>
              Train without {detectUnseen}s
            </Button>
          </span>
          <p className={shared.note}>
            The Train view opens with all settings in place; press “Train” there. The longer it learns, the
            more it knows of the other nine.
          </p>
        </li>
        <li>
          <p>
            Come back and choose that network{' '}
            {usedLacks === null ? 'under “Score”' : <b>(it is chosen: it has never seen a {usedLacks})</b>},
            and measure digits against{' '}
            <Button
              aria-pressed={detectAgainst === 'class'}
              onClick={() => patchView({ detectAgainst: 'class', detectUnseen: unseen })}
            >
              one class of digits: every {unseen}
            </Button>
          </p>
        </li>
        <li>
          <p>
            Measure the same with a network that knows all ten: best one trained with the same settings on all
            digits, else the shipped one, which has learned far more. What is the difference of the two AUC,
            and which digits does the network make of a {unseen}?{' '}
            {isReady && 'Look at a few of them above: the residual shows what it would rather see.'}
          </p>
        </li>
      </ol>
      {facts.areas.length > 0 && <Networks {...facts} />}
    </Panel>
  );
}
