import { useMemo } from 'react';
import { useView } from '../../state/link/useView';
import { shownX0 } from '../../state/picture/shownX0';
import { creditOf, labelFor } from '../../state/network/usedNetwork';
import { sampling } from './state/sampling';
import { stage } from './state/stage';
import { patchView, view } from '../../state/link/view';
import { ANY_DIGIT } from '../../state/link/fieldKinds';
import { Badge } from '../../ui/Badge';
import { type Draw, PixelCanvas } from '../../ui/PixelCanvas';
import { forwardPath } from '../../state/picture/forwardPath';
import { useNetwork } from './useNetwork';
import styles from './Tries.module.css';

/** x_t and the guess of one try. */
function feedsOf(sample: number) {
  const at = (pick: 'frame' | 'x0HatFrame') => (draw: Draw) =>
    stage.onChange(() => {
      const { run } = sampling.store.getState();
      const index = run?.indexOf(view.getState().t) ?? -1;
      draw(run && index >= 0 && sample < run.count ? run[pick](index, sample) : null);
    });
  return { frame: at('frame'), guess: at('x0HatFrame') };
}

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
  return (
    <div className={styles.start}>
      <PixelCanvas label={`x at t = ${from}, where all tries start`} feed={feedStart} />
      <PixelCanvas label="x0, the digit that went down" feed={feedOrigin} />
    </div>
  );
}

function Try({ sample, chosen }: { sample: number; chosen: boolean }) {
  const feeds = useMemo(() => feedsOf(sample), [sample]);
  return (
    <button
      type="button"
      className={styles.try}
      aria-pressed={chosen}
      aria-label={`Try ${sample + 1}: show it on the stage`}
      onClick={() => patchView({ chosen: sample })}
    >
      <PixelCanvas label="" feed={feeds.frame} />
      <PixelCanvas label="" feed={feeds.guess} />
    </button>
  );
}

/** Several ways back from one x_t. Where they part, the digit was not decided yet. */
export function Tries() {
  const { mode, tries, chosen, from, label, sampler, eta } = useView(
    'mode',
    'tries',
    'chosen',
    'from',
    'label',
    'sampler',
    'eta',
  );
  const used = useNetwork();
  if (mode !== 'denoise') return null;
  const askedLabel = labelFor(used, label);
  const isAnyDigit = askedLabel === ANY_DIGIT || used.classes === 0;
  const areSame = sampler === 'ddim' && eta === 0 && tries > 1;
  return (
    <section className={styles.tries} aria-label="Tries from the same x">
      <p className={styles.text}>
        <Badge kind="live" by={creditOf(used)} /> The same <i>x</i> at t = {from}, brought back {tries} times
        {isAnyDigit ? ' without a class' : `, each told to be a ${askedLabel}`}. First that <i>x</i> over the
        digit that went down, then each try: <i>x</i> over the guess <i>x̂₀</i>.
        {areSame && ' DDIM with η = 0 adds no noise: all tries are the same. Take DDPM, or a larger η.'}
      </p>
      <div className={styles.row}>
        <Start from={from} />
        {Array.from({ length: tries }, (_, sample) => (
          <Try key={sample} sample={sample} chosen={sample === chosen} />
        ))}
      </div>
    </section>
  );
}
