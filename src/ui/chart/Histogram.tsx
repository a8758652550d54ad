import { useEffect, useRef } from 'react';
import { histogram } from '../../diffusion/pictures/pixels';
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

/** Drawn at twice the size, for crisp edges on all screens. */
const SCALE = 2;
/** One grey with enough contrast on both papers: a canvas knows no tokens. */
const GREY = '#85827c';

function drawBars(context: CanvasRenderingContext2D, counts: Uint32Array, total: number): void {
  context.clearRect(0, 0, WIDTH * SCALE, HEIGHT * SCALE);
  const width = (WIDTH / BINS) * SCALE;
  counts.forEach((count, i) => {
    const top = y(count / total / PER_BIN) * SCALE;
    context.fillRect(i * width + 1, top, width - 2, HEIGHT * SCALE - top);
  });
}

interface Props {
  label: string;
  /** null: there is no picture yet. */
  feed: (draw: (pixels: Float32Array | null) => void) => () => void;
}

/** How the pixels are spread, as a density, beside the standard normal (dashed). */
export function Histogram({ label, feed }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const counts = new Uint32Array(BINS);
    context.fillStyle = GREY;
    return feed((pixels) => {
      if (!pixels) {
        context.clearRect(0, 0, WIDTH * SCALE, HEIGHT * SCALE);
        return;
      }
      histogram(pixels, LO, HI, BINS, counts);
      drawBars(context, counts, pixels.length);
    });
  }, [feed]);
  return (
    <div className={styles.histogram} role="img" aria-label={label}>
      <canvas ref={canvas} className={styles.bars} width={WIDTH * SCALE} height={HEIGHT * SCALE} />
      <svg className={styles.axes} viewBox={`0 0 ${WIDTH} ${HEIGHT + 18}`} aria-hidden="true">
        <path d={NORMAL} className={styles.normal} />
        <path d={`M0 ${HEIGHT}H${WIDTH}`} className={styles.axis} />
        {[-3, -2, -1, 0, 1, 2, 3].map((value) => (
          <text key={value} x={x(value)} y={HEIGHT + 14} className={styles.tick}>
            {value < 0 ? `−${-value}` : value}
          </text>
        ))}
      </svg>
    </div>
  );
}
