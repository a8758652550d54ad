import { useStore } from 'zustand';
import { SCORES } from '../../state/link/fields/detect';
import { network } from '../../state/network/network';
import { triedBy } from './state/scoring';
import { whyNoClass } from '../../state/network/usedNetwork';
import { useView } from '../../state/link/useView';
import { patchView } from '../../state/link/view';
import { NumberField, Segmented } from '../../ui/controls';
import { NetworkPicker } from '../common/NetworkPicker';
import { SeedField } from '../common/SeedField';
import { SourcePicker } from '../common/SourcePicker';
import { NUMBERS, SCORE_NAMES } from './names';
import styles from './Detect.module.css';

const SCORE_OPTIONS = SCORES.map((value) => ({
  value,
  label: SCORE_NAMES[value].short,
  title: SCORE_NAMES[value].title,
}));
const classesOf = (tried: string) =>
  [
    { value: 'none', label: 'none', title: 'The network is not told what the picture is' },
    {
      value: 'least',
      label: `the best of ${tried}`,
      title: `Every class that it has learned is tried, and the one with the least error counts: ${tried} times the work`,
    },
  ] as const;

/** The picture, the network and the score. */
export function Settings() {
  const { detectScore, detectDraws, detectSteps, detectLeast } = useView(
    'detectScore',
    'detectDraws',
    'detectSteps',
    'detectLeast',
  );
  const used = useStore(network, (state) => state.used);
  const why = whyNoClass(used);
  const classes = classesOf(NUMBERS[triedBy(used, true)] ?? 'ten');
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
        <Segmented
          label="Score"
          value={detectScore}
          options={SCORE_OPTIONS}
          onChange={(value) => patchView({ detectScore: value })}
        />
        <div className={styles.fields}>
          <NumberField
            label="draws"
            title="Noises of the picture, 1 to 16: the score is the mean over them"
            value={detectDraws}
            min={1}
            max={16}
            onChange={(value) => patchView({ detectDraws: value })}
          />
          {detectScore === 'reconstruction' && (
            <NumberField
              label="steps"
              title="Steps of DDIM from x_t back, 1 to 50"
              value={detectSteps}
              min={1}
              max={50}
              onChange={(value) => patchView({ detectSteps: value })}
            />
          )}
        </div>
        <div className={styles.choice}>
          <span aria-hidden="true">class</span>
          <Segmented
            label="Class that the network is told"
            value={why === null && detectLeast ? 'least' : 'none'}
            options={why === null ? classes : classes.map((option) => ({ ...option, title: why }))}
            disabled={why !== null}
            onChange={(value) => patchView({ detectLeast: value === 'least' })}
            small
          />
        </div>
        <SeedField />
      </section>
    </div>
  );
}
