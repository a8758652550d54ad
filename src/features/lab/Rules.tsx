import { useEffect } from 'react';
import { useStore } from 'zustand';
import { Dices } from 'lucide-react';
import { RULES } from '../../diffusion/rules';
import { followRules, particles, PARTICLES, runRules, stopRules } from '../../state/particles';
import { patchView, view } from '../../state/view';
import type { ViewState } from '../../state/viewCodec';
import { Button } from '../../ui/controls';
import { PlaceSlider } from '../common/PlaceSlider';
import { ERRATA } from './errata';
import { ErrataCard } from './ErrataCard';
import { RuleCard } from './RuleCard';
import styles from './Lab.module.css';

/** On the left the noise, as the strips have it. */
const words = ({ place }: ViewState) => `t = ${1000 - place}`;

function Progress() {
  const done = useStore(particles, ({ runs }) => RULES.filter((rule) => runs[rule].kind === 'done').length);
  const busy = useStore(particles, ({ runs }) => RULES.some((rule) => runs[rule].kind === 'running'));
  if (done === RULES.length) return null;
  return (
    <>
      <progress max={RULES.length} value={done} aria-label="Rules that are done" />
      {busy ? <Button onClick={stopRules}>Cancel</Button> : <Button onClick={runRules}>Go on</Button>}
    </>
  );
}

/** Ways back from noise, tried out where everything is known: two modes on a line, and the exact denoiser. */
export default function Rules() {
  useEffect(followRules, []);
  const seed = useStore(view, (state) => state.seed);
  return (
    <>
      <header className={styles.intro}>
        <h2>Reverse rules</h2>
        <p>
          {PARTICLES.toLocaleString('en')} particles on a line: 30 % belong at −1, 70 % at 1, each mode with a
          standard deviation of 0.1. All rules ask the same exact denoiser E[x₀ | x_t], a formula, so whatever
          goes wrong is the rule’s doing. Right is <b>0.700</b> in the right mode with a std of <b>0.100</b>.
          Shown are x_t brought to variance 1; the equations of the last three have the additive process’s own
          x_t.
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
        Predict first; then see what its code does, and what is true. An answer here opens its card above, too.
      </p>
      <div className={styles.errata}>
        {ERRATA.map((erratum) => (
          <ErrataCard key={erratum.id} erratum={erratum} />
        ))}
      </div>
    </>
  );
}
