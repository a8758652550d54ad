import { useEffect, useRef } from 'react';
import { errorMap, signedMap } from '../../diffusion/maps';
import styles from './Legend.module.css';

const LENGTH = 65;
/** From -1 to 1, and from 0 to 1. */
const ACROSS = Float32Array.from({ length: LENGTH }, (_, i) => (2 * i) / (LENGTH - 1) - 1);
const UP = Float32Array.from({ length: LENGTH }, (_, i) => i / (LENGTH - 1));
const PAPER = new Float32Array(LENGTH).fill(-1);

const paint = {
  signed: (rgba: Uint8ClampedArray) => signedMap(ACROSS, 1, rgba),
  error: (rgba: Uint8ClampedArray) => errorMap(UP, 1, PAPER, rgba),
} as const;

interface Props {
  scale: keyof typeof paint;
  low: string;
  middle: string;
  high: string;
  /** What the ends mean, in words. */
  lowWords?: string;
  highWords?: string;
}

/** The scale of a map: the same function paints it. Its ends have numbers and words, so that no colour has to be known. */
export function Legend({ scale, low, middle, high, lowWords, highWords }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(LENGTH, 1);
    paint[scale](image.data);
    context.putImageData(image, 0, 0);
  }, [scale]);
  return (
    <div className={styles.legend}>
      <canvas ref={canvas} width={LENGTH} height={1} aria-hidden="true" />
      <span>
        {low}
        {lowWords && <small>{lowWords}</small>}
      </span>
      <span>{middle}</span>
      <span>
        {high}
        {highWords && <small>{highWords}</small>}
      </span>
    </div>
  );
}
