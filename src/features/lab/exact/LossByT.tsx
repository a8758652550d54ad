import { withMinusSign } from '../../../diffusion/numbers/formatNumber';
import { useEffect, useRef, useState } from 'react';
import { snrDb } from '../../../diffusion/schedule';
import { lookAtPlace } from '../../../state/link/place';
import { view } from '../../../state/link/view';
import { place } from '../../../ui/lossChart/axis';
import { observeSize } from '../../../ui/observeSize';
import { seekByPointer } from '../seekByPointer';
import { onExact } from '../state/exact';
import type { LossPoint } from '../state/exactLoss';
import { exactSchedule, exactT } from '../state/exactPicture';
import { DENOISERS } from '../state/exactSamples';
import { TEXTS } from '../texts';
import styles from './LossByT.module.css';

const MARGIN = { top: 12, right: 14, bottom: 40, left: 58 };
const WIDE = 460;
/** Smaller losses are drawn at the bottom: at small t the exact denoiser's loss is nothing but rounding. */
const MIN_POWER = -5;
const MIN_LOSS = 10 ** MIN_POWER;

interface Props {
  label: string;
  /** Ascending in t. */
  points: readonly LossPoint[];
}

/** Both losses over t, at equal steps of log SNR, with standard errors; noise is on the left. A click or a drag moves the place. */
export function LossByT({ label, points }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const cursor = useRef<SVGLineElement>(null);
  const [{ width, height }, setSize] = useState({ width: 0, height: 230 });
  useEffect(() => (frame.current ? observeSize(frame.current, setSize) : undefined), []);

  const schedule = exactSchedule();
  const [first, last] = [snrDb(schedule, schedule.T), snrDb(schedule, 1)];
  const right = Math.max(MARGIN.left + 1, width - MARGIN.right);
  const xOf = (t: number): number =>
    MARGIN.left + ((snrDb(schedule, t) - first) / (last - first)) * (right - MARGIN.left);
  const maxLoss = Math.max(
    1,
    ...points.map(({ exact, network }) => Math.max(exact.mean, network.mean) * 1.5),
  );
  const top = Math.ceil(Math.log10(maxLoss));
  const axis = { min: MIN_LOSS, max: 10 ** top, log: true };
  const powers = Array.from({ length: top - MIN_POWER + 1 }, (_, i) => MIN_POWER + i);
  const yOf = (loss: number): number =>
    height - MARGIN.bottom - place(Math.max(loss, MIN_LOSS), axis) * (height - MARGIN.bottom - MARGIN.top);

  useEffect(() =>
    onExact(() => {
      const x = String(xOf(exactT(view.getState())));
      cursor.current?.setAttribute('x1', x);
      cursor.current?.setAttribute('x2', x);
    }),
  );

  const seek = (event: React.PointerEvent): void => {
    const at = event.clientX - event.currentTarget.getBoundingClientRect().left;
    let nearest = 1;
    for (let t = 1; t <= schedule.T; t++)
      if (Math.abs(xOf(t) - at) < Math.abs(xOf(nearest) - at)) nearest = t;
    lookAtPlace(schedule.T - nearest);
  };

  const every = width < WIDE ? 4 : 2;
  return (
    <div ref={frame} className={styles.plot}>
      <svg width={width} height={height} role="img" aria-label={label} {...seekByPointer(seek)}>
        {powers.map((power) => {
          const y = yOf(10 ** power);
          return (
            <g key={power}>
              <line className={styles.grid} x1={MARGIN.left} x2={right} y1={y} y2={y} />
              {(power - MIN_POWER) % 2 === 0 && (
                <text className={styles.tick} x={MARGIN.left - 8} y={y + 4} textAnchor="end">
                  {power === MIN_POWER ? '≤ ' : ''}10
                  <tspan className={styles.power} dy={-5}>
                    {withMinusSign(String(power))}
                  </tspan>
                </text>
              )}
            </g>
          );
        })}
        {points
          .filter((_, i) => i % every === 0)
          .map(({ t }) => (
            <text
              key={t}
              className={styles.tick}
              x={xOf(t)}
              y={height - MARGIN.bottom + 18}
              textAnchor="middle"
            >
              {t}
            </text>
          ))}
        <text className={styles.tick} x={(MARGIN.left + right) / 2} y={height - 6} textAnchor="middle">
          {TEXTS.exact.axis}
        </text>
        <line ref={cursor} className={styles.cursor} y1={MARGIN.top} y2={height - MARGIN.bottom} />
        {DENOISERS.map((tone) => (
          <g key={tone} className={styles.line} data-tone={tone}>
            <polyline points={points.map((point) => `${xOf(point.t)},${yOf(point[tone].mean)}`).join(' ')} />
            {points.map(({ t, [tone]: { mean, error } }) => (
              <g key={t}>
                {error > 0 && <line x1={xOf(t)} x2={xOf(t)} y1={yOf(mean - error)} y2={yOf(mean + error)} />}
                {tone === 'exact' ? (
                  <rect x={xOf(t) - 3.5} y={yOf(mean) - 3.5} width={7} height={7} />
                ) : (
                  <circle cx={xOf(t)} cy={yOf(mean)} r={4} />
                )}
              </g>
            ))}
          </g>
        ))}
      </svg>
    </div>
  );
}
