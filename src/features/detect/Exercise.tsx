import { useStore } from 'zustand';
import { network } from '../../state/network';
import { unseenBy, withoutClass } from '../../state/trained';
import { useView } from '../../state/useView';
import { patchView } from '../../state/view';
import { Button, Select } from '../../ui/controls';
import { Panel } from '../../ui/Panel';
import styles from './Detect.module.css';

const DIGITS = Array.from({ length: 10 }, (_, value) => ({ value, label: String(value) }));

/** Train a network that lacks a class, and see what it says of that class. */
export function Exercise() {
  const { detectUnseen, detectAgainst } = useView('detectUnseen', 'detectAgainst');
  const used = useStore(network, (state) => state.used);
  const lacking = unseenBy(used);
  const ready = detectAgainst === 'class' && lacking === detectUnseen;
  return (
    <Panel title={`The network that has never seen a ${detectUnseen}`}>
      <ol className={styles.exercise}>
        <li>
          <span className={styles.fields} data-chrome>
            Leave out
            <Select
              label="Class to leave out"
              prefix="every"
              value={detectUnseen}
              options={DIGITS}
              onChange={(value) => patchView({ detectUnseen: value })}
            />
            <Button onClick={() => patchView({ page: 'train', trainLabel: withoutClass(detectUnseen) })}>
              Train without {detectUnseen}s
            </Button>
          </span>
          <p className={styles.note}>
            The Train view opens with all settings in place; press “Train” there. The longer it learns, the
            more it knows of the other nine.
          </p>
        </li>
        <li>
          <p>
            Come back and choose that network{' '}
            {lacking === null ? 'under “Score”' : <b>(it is chosen: it has never seen a {lacking})</b>}, and
            measure digits against{' '}
            <Button
              aria-pressed={detectAgainst === 'class'}
              onClick={() =>
                patchView({ detectAgainst: 'class', ...(lacking !== null && { detectUnseen: lacking }) })
              }
            >
              one class of digits: every {lacking ?? detectUnseen}
            </Button>
          </p>
        </li>
        <li>
          <p>
            Measure the same with the shipped network, which knows all ten. What is the difference of the two
            AUC, and which digits does the network make of a {detectUnseen}?{' '}
            {ready && 'Look at a few of them above: the residual shows what it would rather see.'}
          </p>
        </li>
      </ol>
    </Panel>
  );
}
