import { useStore } from 'zustand';
import { useView } from '../../state/link/useView';
import { patchView, view } from '../../state/link/view';
import { network } from '../../state/network/network';
import { DIGIT_OPTIONS, labelExcluding } from '../../state/link/fieldKinds';
import { creditOf, unseenClass } from '../../state/network/usedNetwork';
import { Button } from '../../ui/controls';
import { Panel } from '../../ui/Panel';
import { formatSigned } from '../common/format';
import { Setting } from '../common/setting/Setting';
import { formatArea } from './names';
import { compareNetworks, type NetworkComparison } from './state/answers';
import { pictureSets } from './state/sets';
import { Paragraphs } from './Panels';
import { TEXTS } from './texts';
import shared from './shared.module.css';
import styles from './Exercise.module.css';

// Measured with 150 4s, 132 other digits and 139 to calibrate with, at t = 300, error of epsilon by outline: 0.638 (0.572 to
// 0.703) without 4s, 0.526 (0.458 to 0.594) with all; differences over the seeds 42, 1, 2, 3: 0.111, 0.109, 0.102, 0.162; of 7s
// and 9s, which both had learned, -0.035 to 0.053. Both `tiny`, 1,000 updates, seed 0.
/** How well each network that was measured tells the class from the others. */
function Networks({ t, areas, difference }: NetworkComparison) {
  const [a, b] = areas.slice(-2);
  return (
    <div data-name="networks">
      <table className={`${shared.table} ${shared.ruled}`}>
        <caption>{TEXTS.networks(t)}</caption>
        <tbody>
          {areas.map(({ used, auc, low, high }) => (
            <tr key={`${used.name} ${used.checksum}`}>
              <th scope="row">{creditOf(used)}</th>
              <td>
                {TEXTS.auc} <b>{formatArea(auc)}</b> {TEXTS.between(formatArea(low), formatArea(high))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {difference && (
        <p className={shared.note}>
          {TEXTS.against(creditOf(a.used), creditOf(b.used))} <b>{formatSigned(difference.difference)}</b>
          {TEXTS.difference(
            formatSigned(difference.low),
            formatSigned(difference.high),
            difference.low <= 0 && difference.high >= 0,
          )}
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
  const facts = useStore(view, (state) => compareNetworks(state, sets, unseen));
  const isReady = detectAgainst === 'class' && usedLacks === detectUnseen;
  return (
    <Panel title={TEXTS.exercise(unseen)}>
      <ol className={styles.exercise} data-chrome>
        <li>
          <span className={shared.fields}>
            {TEXTS.leaveOut}
            <Setting
              field="detectUnseen"
              label={TEXTS.leaveOutLabel}
              prefix={TEXTS.every}
              options={DIGIT_OPTIONS}
            />
            <Button onClick={() => patchView({ page: 'train', trainLabel: labelExcluding(detectUnseen) })}>
              {TEXTS.trainWithout(detectUnseen)}
            </Button>
          </span>
          <p className={shared.note}>{TEXTS.trainNote}</p>
        </li>
        <li>
          <p>
            {TEXTS.comeBack} {usedLacks === null ? TEXTS.atSettings : <b>{TEXTS.isChosen(usedLacks)}</b>},{' '}
            {TEXTS.compareWith}{' '}
            <Button
              aria-pressed={detectAgainst === 'class'}
              onClick={() => patchView({ detectAgainst: 'class', detectUnseen: unseen })}
            >
              {TEXTS.oneClass(unseen)}
            </Button>
          </p>
        </li>
        <li>
          <p>
            {TEXTS.sameAgain(unseen)}
            {isReady && TEXTS.lookAtSome}
          </p>
        </li>
      </ol>
      {facts.areas.length > 0 && <Networks {...facts} />}
      <Paragraphs of={TEXTS.expect} />
    </Panel>
  );
}
