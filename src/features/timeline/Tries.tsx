import { addsNoise } from '../../diffusion/steps';
import { useMemo, type CSSProperties } from 'react';
import { useView } from '../../state/link/useView';
import { shownX0 } from '../../state/picture/shownX0';
import { creditOf, sampledClass } from '../../state/network/usedNetwork';
import { sampling } from './state/sampling';
import { stage } from './state/stage';
import { patchView, view } from '../../state/link/view';
import { Badge } from '../../ui/Badge';
import { type Draw, PixelCanvas } from '../../ui/PixelCanvas';
import { forwardPath } from '../../state/picture/forwardPath';
import { useNetwork } from './useNetwork';
import { tInWords } from '../common/texts';
import { TEXTS } from './texts';
import styles from './Tries.module.css';

/** Feeds a canvas with x_t, or the guess, of one try. */
const feedTry = (sample: number, pick: 'frame' | 'x0HatFrame') => (draw: Draw) =>
  stage.onChange(() => {
    const { run } = sampling.store.getState();
    const index = run?.indexOf(view.getState().t) ?? -1;
    draw(run && index >= 0 && sample < run.count ? run[pick](index, sample) : null);
  });

const feedOrigin = (draw: Draw) => stage.onChange(() => draw(shownX0()));
const feedStart = (draw: Draw) => {
  let buffer = new Float32Array(784);
  return stage.onChange(() => {
    const state = view.getState();
    const x0 = shownX0();
    if (buffer.length !== x0.length) buffer = new Float32Array(x0.length);
    draw(forwardPath(x0, state).xt(state.from, buffer));
  });
};

/** The x_t that all tries start from, and the digit that it was made of. */
function Start({ from }: { from: number }) {
  const { level } = useView('level');
  return (
    <div className={styles.start}>
      <PixelCanvas label={TEXTS.triesStart(from)} feed={feedStart} />
      <PixelCanvas label={TEXTS.triesOriginal} feed={feedOrigin} />
      <span className={styles.label} aria-hidden="true">
        {level === 'picture' ? TEXTS.triesStartPlain : TEXTS.triesStartLabel}
      </span>
    </div>
  );
}

function Try({ sample, chosen }: { sample: number; chosen: boolean }) {
  const feedFrame = useMemo(() => feedTry(sample, 'frame'), [sample]);
  const feedGuess = useMemo(() => feedTry(sample, 'x0HatFrame'), [sample]);
  return (
    <button
      type="button"
      className={styles.try}
      aria-pressed={chosen}
      aria-label={TEXTS.showTry(sample + 1)}
      onClick={() => patchView({ chosen: sample })}
    >
      <PixelCanvas label="" feed={feedFrame} />
      <PixelCanvas label="" feed={feedGuess} />
    </button>
  );
}

/** Several ways back from one x_t. Where they part, the digit was not decided yet. */
export function Tries() {
  const { mode, tries, chosen, from } = useView('mode', 'tries', 'chosen', 'from');
  const { label, sampler, eta, level } = useView('label', 'sampler', 'eta', 'level');
  const used = useNetwork();
  if (mode !== 'denoise') return null;
  const digit = sampledClass(used, label);
  const areSame = !addsNoise({ sampler, eta }) && tries > 1;
  return (
    <section className={styles.tries} aria-label={TEXTS.tries}>
      <p className={styles.text}>
        <Badge kind="live" by={creditOf(used)} /> {TEXTS.triesAbout(tInWords(from, level), tries, digit)}{' '}
        {areSame && TEXTS.triesSame}
      </p>
      <div className={styles.row} style={{ '--columns': tries + 1 } as CSSProperties}>
        <Start from={from} />
        {Array.from({ length: tries }, (_, sample) => (
          <Try key={sample} sample={sample} chosen={sample === chosen} />
        ))}
      </div>
    </section>
  );
}
