import { figures, fixed } from '../../diffusion/numbers/formatNumber';
import { useMemo } from 'react';
import { SpotPlot } from '../../ui/chart/SpotPlot';
import { logAxis, type Axis } from '../../ui/chart/series';
import { SAMPLER_NAMES } from '../../state/link/fields/samplers';
import { TEXTS } from './texts';
import { CONTENDERS, REAL, type Measured } from './state/samplerComparison';
import shared from './Generate.module.css';
import styles from './SamplerComparison.module.css';

/** Seconds in words. */
export const duration = (value: number): string =>
  value < 1
    ? TEXTS.milliseconds(Number((1000 * value).toPrecision(2)))
    : TEXTS.seconds(Number(value.toPrecision(2)));

/** Round ticks around 0 and all values. */
function linearAxis(values: readonly number[]): Axis {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const fourth = Math.max(high - low, 1e-4) / 4;
  const unit = 10 ** Math.floor(Math.log10(fourth));
  const step = unit * ([1, 2, 2.5, 5].find((each) => each * unit >= fourth) ?? 10);
  const [first, last] = [Math.floor(low / step), Math.ceil(high / step)];
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
  return {
    min: first * step,
    max: last * step,
    ticks,
    format: (value) => figures(value, 2),
  };
}

interface Props {
  measured: Readonly<Record<string, Measured>>;
  /** Samples of each sampler. */
  count: number;
}

/** Quality over seconds, one spot a sampler; nothing before the first is measured. */
export function QualityChart({ measured, count }: Props) {
  const chart = useMemo(() => {
    const spots = CONTENDERS.filter(({ id }) => id in measured).map(({ id, sampler, steps }) => ({
      name: `${SAMPLER_NAMES[sampler]} ${steps}`,
      x: measured[id].seconds,
      y: measured[id].grainDistance,
      hollow: sampler === 'ddpm',
    }));
    if (spots.length === 0) return null;
    const times = spots.map(({ x }) => x);
    const distances = spots.map(({ y }) => y);
    // Real digits are measured first.
    const { grainDistance: real } = measured[REAL];
    return {
      spots,
      x: logAxis(times, duration),
      y: linearAxis([...distances, real]),
      level: { y: real, name: TEXTS.realLevel },
    };
  }, [measured]);
  if (!chart) return null;
  return (
    <figure className={styles.chart}>
      <figcaption className={shared.note}>{TEXTS.chart}</figcaption>
      <SpotPlot
        label={TEXTS.chartLabel(
          count,
          chart.spots.map(({ name, x, y }) => `${name}: ${fixed(y, 2)}, ${duration(x)}`).join('; '),
        )}
        {...chart}
      />
    </figure>
  );
}
