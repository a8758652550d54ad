import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { fixed } from '../../diffusion/numbers/formatNumber';
import { endGesture } from '../../state/link/url';
import { patchView, view } from '../../state/link/view';
import { Plot } from '../../ui/chart/Plot';
import type { Axis, Series } from '../../ui/chart/series';
import { AtLevel } from '../common/setting/AtLevel';
import { LiveText } from '../common/LiveText';
import { drawContours, drawFlowPath } from './lines';
import { Plane, type Picture, type Place } from './Plane';
import { shownField } from './state/field';
import { draft, isPointSet } from './state/law';
import { logLikelihoods, path, pathByT, pathT } from './state/likelihood';
import { lookAtT, onPlane } from './state/looks';
import { TEXTS } from './texts';
import styles from './Likelihood.module.css';

function pathPicture(): Picture {
  const density = shownField()?.density;
  return {
    density,
    lines: (pen) => {
      if (density) drawContours(pen, density);
      const answer = path.current();
      const shown = pathByT();
      const t = pathT();
      if (answer && shown) drawFlowPath(pen, answer.result.path, [shown.x[t], shown.y[t]]);
    },
  };
}

/** Where a number stands on an axis of five ticks. */
function axisOf(values: Float64Array): Axis {
  const reach = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  const step = [0.5, 1, 2, 5, 10, 20].find((each) => 2 * each >= reach) ?? Math.ceil(reach / 2);
  const [low, high] = [Math.min(...values) < 0 ? -2 * step : 0, Math.max(...values) > 0 ? 2 * step : 0];
  const ticks = [-2, -1, 0, 1, 2].map((i) => i * step).filter((tick) => tick >= low && tick <= high);
  return { min: low, max: high, ticks, format: (value) => fixed(value, step < 1 ? 1 : 0) };
}

const nats = (value: number): string => fixed(value, 3);

const sumText = (): string => {
  const parts = logLikelihoods();
  if (!parts) return '';
  const { end, change, exact } = parts;
  return TEXTS.logLikelihood(nats(end), nats(change), nats(end - change), nats(exact));
};

const feedT = (move: (t: number) => void) => onPlane(() => move(view.getState().planeT));
const format = (value: number): string => TEXTS.nats(fixed(value, 2));

/** What the path depends on: its store, and the law. */
const subscribe = (listener: () => void): (() => void) => {
  const stops = [path.store, view, draft].map((store) => store.subscribe(listener));
  return () => stops.forEach((stop) => stop());
};

/** How log p grows along the path. */
function Gained() {
  const shown = useSyncExternalStore(subscribe, pathByT);
  const plot = useMemo((): { readonly series: readonly Series[]; readonly axis: Axis } | null => {
    if (!shown) return null;
    return { series: [{ name: 'gained', tone: 'b', values: shown.gained }], axis: axisOf(shown.gained) };
  }, [shown]);
  if (!plot) return null;
  return (
    <>
      <h3>{TEXTS.change}</h3>
      <Plot
        label={TEXTS.change}
        {...plot}
        max={1000}
        format={format}
        feedPosition={feedT}
        onSeek={lookAtT}
        onRelease={endGesture}
      />
    </>
  );
}

/** One point on its way to noise along the probability-flow ODE, and how log p changes with it. */
export function LikelihoodPictures() {
  const pick = useCallback(({ x, y }: Place) => patchView({ planePoint: [x, y] }), []);
  return (
    <>
      <Plane label={TEXTS.pathPicture} picture={pathPicture} onPick={pick} pickWords={TEXTS.pickPoint} />
      <section className={styles.numbers} aria-label={TEXTS.numbers}>
        <AtLevel from="course">
          <Gained />
          <p>
            <LiveText subscribe={onPlane} text={sumText} name="likelihood" />
          </p>
        </AtLevel>
        <p className={styles.about}>
          <LiveText subscribe={onPlane} text={aboutText} />
        </p>
      </section>
    </>
  );
}

const aboutText = (): string => (isPointSet(view.getState()) ? TEXTS.pointLikelihood : TEXTS.divergence);
