import { useStore } from 'zustand';
import type { Option } from '../../state/link/fieldKinds';
import { useView } from '../../state/link/useView';
import { network } from '../../state/network/network';
import { whyNoClass } from '../../state/network/usedNetwork';
import { NetworkPicker } from '../common/NetworkPicker';
import { SeedField } from '../common/SeedField';
import { Setting } from '../common/Setting';
import { SourcePicker } from '../common/SourcePicker';
import { NUMBER_WORDS } from './names';
import { countTriedClasses } from './state/scoring';
import shared from './shared.module.css';
import styles from './Settings.module.css';

const classOptions = (tried: string): readonly Option<boolean>[] => [
  { value: false, label: 'none', title: 'The network is not told what the picture is' },
  {
    value: true,
    label: `the best of ${tried}`,
    title: `Every class that it has learned is tried, and the one with the least error counts: ${tried} times the work`,
  },
];

export function Settings() {
  const { detectScore, detectLeast } = useView('detectScore', 'detectLeast');
  const used = useStore(network, (state) => state.used);
  const why = whyNoClass(used);
  const classes = classOptions(NUMBER_WORDS[countTriedClasses(used, true)] ?? 'ten');
  return (
    <div className={styles.settings} data-chrome>
      <section className={styles.group} aria-label="Picture">
        <h2>Picture</h2>
        <div className={styles.source}>
          <SourcePicker />
        </div>
      </section>
      <section className={styles.group} aria-label="Score">
        <h2>Score</h2>
        <NetworkPicker />
        <Setting field="detectScore" look="buttons" />
        <div className={shared.fields}>
          <Setting field="detectDraws" />
          {detectScore === 'reconstruction' && <Setting field="detectSteps" />}
        </div>
        <div className={shared.choice}>
          <span aria-hidden="true">class</span>
          <Setting
            field="detectLeast"
            look="small buttons"
            value={why === null && detectLeast}
            options={why === null ? classes : classes.map((option) => ({ ...option, title: why }))}
            disabled={why !== null}
          />
        </div>
        <SeedField />
      </section>
    </div>
  );
}
