import { useEffect } from 'react';
import { useStore } from 'zustand';
import { Dices } from 'lucide-react';
import { RULES } from '../../diffusion/rules';
import { particles, PARTICLES } from './state/particles';
import { patchView, view } from '../../state/link/view';
import type { ViewState } from '../../state/link/fields/table';
import { Button } from '../../ui/controls';
import { JobBar } from '../common/JobBar';
import { PlaceSlider } from '../common/PlaceSlider';
import { ERRATA } from './errata';
import { ErrataCard } from './ErrataCard';
import { RuleCard } from './RuleCard';
import styles from './Lab.module.css';

const T = 1000;

/** On the left the noise, as the strips have it. */
const words = ({ place }: ViewState) => `t = ${T - place}`;

function Progress() {
  const runs = useStore(particles.store, (state) => state.runs);
  const done = RULES.filter((rule) => runs[rule].kind === 'done').length;
  const running = RULES.map((rule) => runs[rule]).find(({ kind }) => kind === 'running');
  if (done === RULES.length) return null;
  const started = RULES.some((rule) => runs[rule].times.length > 0);
  // The last density is that of where the particles are.
  const share = running ? 1 - (running.times.at(-1) ?? T) / T : 0;
  return (
    <JobBar
      label="Rules that are done"
      progress={{ done: done + share, of: RULES.length, secondsLeft: NaN }}
      text={running && !started ? 'The engine starts …' : undefined}
    >
      {running ? (
        <Button title="Space" onClick={particles.stop}>
          Cancel
        </Button>
      ) : (
        <Button title="Space" onClick={particles.start}>
          Go on
        </Button>
      )}
    </JobBar>
  );
}

/** Ways back from noise, tried out where everything is known: two modes on a line, and the exact denoiser. */
export default function Rules() {
  useEffect(() => particles.follow(), []);
  const seed = useStore(view, (state) => state.seed);
  return (
    <>
      <header className={styles.intro}>
        <h2>Reverse rules</h2>
        <p>
          {PARTICLES.toLocaleString('en')} particles on a line: 30 % belong at −1, 70 % at 1, each with a
          standard deviation of 0.1 around it. All rules ask the same exact denoiser E[x₀ | xₜ], a formula, so
          whatever goes wrong is the rule’s doing. A rule that works ends with a share of <b>0.700</b> at 1
          and a std of <b>0.100</b> there; what is off is underlined. The strips show xₜ brought to variance
          1, noise on the left; the equations of the last three have the additive process’s own xₜ.
        </p>
        <div className={styles.bar} data-chrome>
          <Button
            onClick={() => patchView({ seed: (seed + 1) % 2 ** 32 })}
            title="The same with the next seed"
          >
            <Dices size={16} aria-hidden="true" /> Another seed
          </Button>
          <Progress />
        </div>
      </header>
      <PlaceSlider label="t of the way back" words={words} />
      <div className={styles.cards}>
        {RULES.map((rule) => (
          <RuleCard key={rule} rule={rule} />
        ))}
      </div>
      <h2 className={styles.heading}>The founding text, sentence by sentence</h2>
      <p className={styles.about}>
        Predict first; then see what its code does, and what is true. An answer here opens its card above,
        too.
      </p>
      <div className={styles.errata}>
        {ERRATA.map((erratum) => (
          <ErrataCard key={erratum.id} erratum={erratum} />
        ))}
      </div>
    </>
  );
}
