import { useMemo } from 'react';
import { SpotPlot } from '../../ui/chart/SpotPlot';
import type { Axis } from '../../ui/chart/series';
import { withMinusSign } from '../common/format';
import { CONTENDERS, REAL, type Measured } from './state/samplerComparison';
import shared from './Generate.module.css';

/** Seconds in words. */
export const duration = (value: number): string =>
  value < 1 ? `${Number((1000 * value).toPrecision(2))} ms` : `${Number(value.toPrecision(2))} s`;

/** Powers of ten around some values. */
function logAxis(values: readonly number[], format: (value: number) => string): Axis {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  const ticks = Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i));
  return { min: 10 ** low, max: 10 ** high, ticks, log: true, format };
}

const ROUND = [1, 2, 2.5, 5, 10];

/** Round ticks around 0 and all values. */
function linearAxis(values: readonly number[]): Axis {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const fourth = Math.max(high - low, 1e-4) / 4;
  const unit = 10 ** Math.floor(Math.log10(fourth));
  const step = unit * (ROUND.find((each) => each * unit >= fourth) ?? 10);
  const [first, last] = [Math.floor(low / step), Math.ceil(high / step)];
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
  return {
    min: first * step,
    max: last * step,
    ticks,
    format: (value) => withMinusSign(String(Number(value.toPrecision(2)))),
  };
}

interface Props {
  measured: Readonly<Record<string, Measured>>;
  /** Samples of each sampler. */
  count: number;
}

/** Quality over seconds, one spot a sampler; nothing before the first is measured. */
export function QualityChart({ measured, count }: Props) {
  const spots = useMemo(
    () =>
      CONTENDERS.filter(({ id }) => id in measured).map((contender) => ({
        name: `${contender.sampler.toUpperCase()} ${contender.steps}`,
        x: measured[contender.id].seconds,
        y: measured[contender.id].grainDistance,
        hollow: contender.sampler === 'ddpm',
      })),
    [measured],
  );
  const level = (measured[REAL] as Measured | undefined)?.grainDistance ?? NaN;
  const chart = useMemo(
    () =>
      spots.length === 0
        ? null
        : {
            x: logAxis(
              spots.map(({ x }) => x),
              duration,
            ),
            y: linearAxis([...spots.map(({ y }) => y), Number.isNaN(level) ? 0 : level]),
            level: Number.isNaN(level) ? null : { y: level, name: 'real digits' },
          },
    [spots, level],
  );
  if (!chart) return null;
  return (
    <figure>
      <figcaption className={shared.note}>
        KID of the grain (less is better) over the time of a picture
      </figcaption>
      <SpotPlot
        label={`KID of the grain of ${count} samples over the seconds that one takes: ${spots.map(({ name, x, y }) => `${name}: ${y.toFixed(2)}, ${duration(x)}`).join('; ')}`}
        spots={spots}
        {...chart}
      />
    </figure>
  );
}
