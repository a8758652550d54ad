import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { Dices } from 'lucide-react';
import { RULES } from '../../diffusion/rules';
import { lookAtPlace, onComparison } from '../../state/comparison';
import { followRules, particles, PARTICLES, runRules, stopRules } from '../../state/particles';
import { released } from '../../state/url';
import { patchView, view } from '../../state/view';
import { Button } from '../../ui/controls';
import { ERRATA } from './errata';
import { ErrataCard } from './ErrataCard';
import { RuleCard } from './RuleCard';
import styles from './Lab.module.css';

/** t of all cards at once: on the left the noise, as the strips have it. */
function Place() {
  const slider = useRef<HTMLInputElement>(null);
  const text = useRef<HTMLOutputElement>(null);
  useEffect(
    () =>
      onComparison(({ place }) => {
        const words = `t = ${1000 - place}`;
        if (slider.current) {
          slider.current.value = String(place);
          slider.current.setAttribute('aria-valuetext', words);
        }
        if (text.current) text.current.textContent = words;
      }),
    [],
  );
  return (
    <div className={styles.place}>
      <input
        ref={slider}
        type="range"
        aria-label="t of the way back"
        min={0}
        max={1000}
        defaultValue={view.getState().place}
        onInput={(event) => lookAtPlace(event.currentTarget.valueAsNumber)}
        onPointerUp={released}
        onKeyUp={released}
      />
      <output ref={text} className={styles.t} />
    </div>
  );
}

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
export default function LabView() {
  useEffect(followRules, []);
  const seed = useStore(view, (state) => state.seed);
  return (
    <main className={styles.view}>
      <header className={styles.intro}>
        <h1>Reverse rules</h1>
        <p>
          {PARTICLES.toLocaleString('en')} particles on a line: 30 % belong at −1, 70 % at 1, each mode with a
          standard deviation of 0.1. All rules ask the same exact denoiser E[x₀ | x_t], a formula, so whatever
          goes wrong is the rule’s doing. Right is <b>0.700</b> in the right mode with a std of <b>0.100</b>.
          Shown are x_t brought to variance 1.
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
      <Place />
      <div className={styles.cards}>
        {RULES.map((rule) => (
          <RuleCard key={rule} rule={rule} />
        ))}
      </div>
      <h2 className={styles.heading}>The founding text, sentence by sentence</h2>
      <p className={styles.about}>Predict first; then see what its code does, and what is true.</p>
      <div className={styles.errata}>
        {ERRATA.map((erratum) => (
          <ErrataCard key={erratum.id} erratum={erratum} />
        ))}
      </div>
    </main>
  );
}
