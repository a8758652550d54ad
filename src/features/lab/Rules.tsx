import { nextSeed } from '../../state/link/fieldKinds';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { Dices } from 'lucide-react';
import { RULES } from '../../diffusion/rules';
import { patchView, view } from '../../state/link/view';
import { T } from '../../state/picture/forwardPath';
import { Button } from '../../ui/controls';
import { JobBar } from '../common/JobBar';
import { PlaceSlider } from '../common/PlaceSlider';
import { ERRATA } from './errata';
import { ErrataList } from './ErrataList';
import { Bar, Intro } from './Headings';
import { RuleCard } from './RuleCard';
import { particles, PARTICLES } from './state/particles';
import { placeInWords } from './state/place';
import { StepCards } from './StepCard';
import styles from './Rules.module.css';

function Progress() {
  const runs = useStore(particles.store, (state) => state.runs);
  const doneCount = RULES.filter((rule) => runs[rule].kind === 'done').length;
  const running = RULES.map((rule) => runs[rule]).find(({ kind }) => kind === 'running');
  if (doneCount === RULES.length) return null;
  const hasBegun = RULES.some((rule) => runs[rule].times.length > 0);
  // The particles are where the last density is.
  const share = running ? 1 - (running.times.at(-1) ?? T) / T : 0;
  return (
    <JobBar
      label="Rules that are done"
      progress={{ done: doneCount + share, of: RULES.length, secondsLeft: NaN }}
      text={running && !hasBegun ? 'The engine starts …' : undefined}
    >
      <Button title="Space" onClick={running ? particles.stop : particles.start}>
        {running ? 'Cancel' : 'Go on'}
      </Button>
    </JobBar>
  );
}

/** Reverse rules where everything is known: two modes on a line, and the exact denoiser. */
export default function Rules() {
  useEffect(() => particles.follow(), []);
  const seed = useStore(view, (state) => state.seed);
  return (
    <>
      <Intro
        title="Reverse rules"
        about={
          <>
            {PARTICLES.toLocaleString('en')} particles on a line: 30 % belong at −1, 70 % at 1, each with a
            standard deviation of 0.1 around it. All rules ask the same exact denoiser E[x₀ | xₜ], a formula,
            so whatever goes wrong is the rule’s doing. A rule that works ends with a share of <b>0.700</b> at
            1 and a std of <b>0.100</b> there; what is off is underlined. The strips show xₜ brought to
            variance 1, noise on the left; the equations of the last three have the additive process’s own xₜ.
          </>
        }
      >
        <Bar loose>
          <Button onClick={() => patchView({ seed: nextSeed(seed) })} title="The same with the next seed">
            <Dices size={16} aria-hidden="true" /> Another seed
          </Button>
          <Progress />
        </Bar>
      </Intro>
      <PlaceSlider label="t of the way back" words={placeInWords} />
      <StepCards className={styles.cards}>
        {RULES.map((rule) => (
          <RuleCard key={rule} rule={rule} />
        ))}
      </StepCards>
      <ErrataList
        title="The founding text, sentence by sentence"
        about="Predict first; then see what its code does, and what is true. An answer here opens its card above, too."
        errata={ERRATA}
      />
    </>
  );
}
