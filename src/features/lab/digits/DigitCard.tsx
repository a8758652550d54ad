import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { rmsDifference } from '../../../diffusion/similarity';
import { toRgba } from '../../../diffusion/pixels';
import { makeSchedule } from '../../../diffusion/schedule';
import { digitRules } from '../state/digitRules';
import type { DigitRun } from '../state/digitRules';
import { digitStep, startsFromDigit } from '../state/digitWays';
import type { DigitRule } from '../state/digitWays';
import { inFrame } from '../../../state/inFrame';
import { network } from '../../../state/network/network';
import { view } from '../../../state/link/view';
import { Badge } from '../../../ui/Badge';
import { PixelCanvas } from '../../../ui/PixelCanvas';
import type { Draw } from '../../../ui/PixelCanvas';
import { Tex } from '../../../ui/Tex';
import { minus } from '../../common/format';
import { Asked } from '../Asked';
import { StepNumbers } from '../StepNumbers';
import { DIGIT_TEXTS } from './texts';
import lab from '../Lab.module.css';
import styles from './Digits.module.css';

const T = 1000;
const TILES = 11;

/** Calls the listener in a frame now, and whenever the place or the rules' states change. */
const follow = (rule: DigitRule, listener: (run: DigitRun, t: number) => void): (() => void) =>
  inFrame(
    () => listener(digitRules.store.getState().runs[rule], T - view.getState().place),
    [view, digitRules.store],
  );

/** x_t at t; null before the rule begins, and while it has not come that far. */
function frameAt({ run, filled }: DigitRun, t: number, noise = 0): Float32Array | null {
  if (!run || filled === 0 || t > run.times[0] + 2) return null;
  const i = run.indexOf(t);
  return Math.abs(run.times[i] - t) > 4 ? null : run.frame(i, noise);
}

/** The rule's states at equal steps of t. */
function Film({ rule, name }: { rule: DigitRule; name: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const marker = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    let drawn: DigitRun | undefined;
    return follow(rule, (run, t) => {
      if (marker.current) marker.current.style.left = `${(100 * (T - t)) / T}%`;
      if (run === drawn) return;
      drawn = run;
      const side = run.run ? Math.sqrt(run.run.size) : 28;
      if (element.height !== side) [element.width, element.height] = [side * TILES, side];
      const image = context.createImageData(side, side);
      for (let tile = 0; tile < TILES; tile++) {
        const pixels = frameAt(run, T - (tile * T) / (TILES - 1));
        if (pixels) context.putImageData((toRgba(pixels, image.data), image), tile * side, 0);
        else context.clearRect(tile * side, 0, side, side);
      }
    });
  }, [rule]);
  return (
    <div className={styles.film}>
      <canvas
        ref={canvas}
        width={28 * TILES}
        height={28}
        role="img"
        aria-label={`The way back by ${name}: ${TILES} states from t = 1000 to 0`}
      />
      <span ref={marker} className={styles.marker} />
    </div>
  );
}

/** Mean and standard deviation of a picture's pixels. */
function momentsOf(pixels: Float32Array): { mean: number; std: number } {
  const mean = pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
  return {
    mean,
    std: Math.sqrt(pixels.reduce((sum, value) => sum + (value - mean) ** 2, 0) / pixels.length),
  };
}

const signed = (value: number): string => minus(value.toFixed(2));

/** Pixels in numbers, as the cards have them. */
export function Moments({ pixels }: { pixels: Float32Array }) {
  const { mean, std } = momentsOf(pixels);
  return (
    <>
      mean <b>{signed(mean)}</b>, std <b>{signed(std)}</b>
    </>
  );
}

/** How far a picture is from the digit. */
function distance(a: Float32Array, b: Float32Array): string {
  const rms = rmsDifference(a, b);
  return rms < 1e-3 ? minus(rms.toExponential(0)) : rms.toFixed(2);
}

/** Where it is at the slider's t, what comes out, and its film. */
function Outcome({ rule }: { rule: DigitRule }) {
  const { name, says } = DIGIT_TEXTS[rule];
  const state = useStore(digitRules.store, ({ runs }) => runs[rule]);
  const x0 = useStore(digitRules.store, (all) => all.x0);
  const here = useCallback((draw: Draw) => follow(rule, (run, t) => draw(frameAt(run, t))), [rule]);
  const end = useCallback(
    (draw: Draw) => follow(rule, (run) => draw(run.kind === 'done' ? frameAt(run, 0) : null)),
    [rule],
  );
  const other = useCallback(
    (draw: Draw) => follow(rule, (run) => draw(run.kind === 'done' ? frameAt(run, 0, 1) : null)),
    [rule],
  );
  const last = state.kind === 'done' ? frameAt(state, 0) : null;
  const schedule = useStore(network, ({ used }) => used.schedule);
  const said = useMemo(
    () => (typeof says === 'string' ? says : says(makeSchedule(schedule))),
    [says, schedule],
  );
  return (
    <>
      <div className={styles.pictures}>
        <figure>
          <PixelCanvas label={`x at the slider’s t, ${name}`} feed={here} />
          <figcaption>at t</figcaption>
        </figure>
        <figure>
          <PixelCanvas label={`What comes out, ${name}`} feed={end} />
          <figcaption>the end</figcaption>
        </figure>
        <figure>
          <PixelCanvas label={`What comes out from another noise, ${name}`} feed={other} />
          <figcaption>another noise</figcaption>
        </figure>
      </div>
      <div>
        <Film rule={rule} name={name} />
        <p className={lab.outcome}>
          {last ? (
            <>
              <Moments pixels={last} />
              {startsFromDigit(rule) && x0?.length === last.length && (
                <>
                  , off the digit <b>{distance(last, x0)}</b>
                </>
              )}
            </>
          ) : state.kind === 'running' ? (
            'on its way'
          ) : state.kind === 'stopped' ? (
            'stopped'
          ) : (
            'waits for its turn'
          )}
        </p>
      </div>
      <p className={lab.says}>{said}</p>
    </>
  );
}

/** One rule: its equation with the numbers of the step at the place, and what it makes, which is asked first where it surprises. */
export function DigitCard({ rule }: { rule: DigitRule }) {
  const { name, tex, asks } = DIGIT_TEXTS[rule];
  const schedule = useStore(network, ({ used }) => used.schedule);
  const stepAt = useMemo(() => digitStep(rule, schedule), [rule, schedule]);
  return (
    <section className={lab.card} aria-label={name}>
      <header>
        <h3>
          {name} <Badge kind={rule === 'tape' ? 'exact' : 'live'} small />
        </h3>
        <span className={lab.formula}>
          <Tex tex={tex} />
        </span>
        <StepNumbers stepAt={stepAt} recorded={rule === 'tape'} />
      </header>
      <Asked erratum={asks}>
        <Outcome rule={rule} />
      </Asked>
    </section>
  );
}
