import { useEffect, useRef } from 'react';
import { histogram } from '../diffusion/pixels';
import styles from './Histogram.module.css';

const LO = -3.2;
const HI = 3.2;
const BINS = 48;
const WIDTH = 320;
const HEIGHT = 74;
/** Density at the top edge: N(0, 1) peaks at 0.399; the digit's black pixels stand far out and are cut. */
const TOP = 0.62;
const PER_BIN = (HI - LO) / BINS;

const x = (value: number) => ((value - LO) / (HI - LO)) * WIDTH;
const y = (density: number) => HEIGHT * (1 - Math.min(1, density / TOP));

const NORMAL = Array.from({ length: 97 }, (_, i) => {
  const value = LO + ((HI - LO) * i) / 96;
  return `${i === 0 ? 'M' : 'L'}${x(value).toFixed(1)} ${y(Math.exp((-value * value) / 2) / Math.sqrt(2 * Math.PI)).toFixed(1)}`;
}).join('');

const bars = (counts: Uint32Array, total: number) =>
  Array.from(counts, (count, i) => {
    const left = x(LO + i * PER_BIN) + 0.6;
    const top = y(count / total / PER_BIN).toFixed(1);
    return `M${left.toFixed(1)} ${HEIGHT}V${top}h${(WIDTH / BINS - 1.2).toFixed(1)}V${HEIGHT}z`;
  }).join('');

interface Props {
  label: string;
  feed: (draw: (pixels: Float32Array) => void) => () => void;
}

/** How the pixels are spread, as a density, beside the standard normal (dashed). */
export function Histogram({ label, feed }: Props) {
  const path = useRef<SVGPathElement>(null);
  useEffect(() => {
    const counts = new Uint32Array(BINS);
    return feed((pixels) => {
      histogram(pixels, LO, HI, BINS, counts);
      path.current?.setAttribute('d', bars(counts, pixels.length));
    });
  }, [feed]);
  return (
    <svg className={styles.histogram} viewBox={`0 0 ${WIDTH} ${HEIGHT + 18}`} role="img" aria-label={label}>
      <path ref={path} className={styles.bars} />
      <path d={NORMAL} className={styles.normal} />
      <path d={`M0 ${HEIGHT}H${WIDTH}`} className={styles.axis} />
      {[-3, -2, -1, 0, 1, 2, 3].map((value) => (
        <text key={value} x={x(value)} y={HEIGHT + 14} className={styles.tick}>
          {value < 0 ? `−${-value}` : value}
        </text>
      ))}
    </svg>
  );
}
