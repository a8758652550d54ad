import { useEffect, useRef } from 'react';
import { errorMap, signedMap } from '../../diffusion/pictures/colourMaps';
import { MAX_DIFFERENCE, MAX_ERROR } from './state/maps';
import { TEXTS } from './texts';
import styles from './Legend.module.css';

const LENGTH = 65;
/** Numbers from one end of the scale to the other. */
const ramp = (from: number, to: number): Float32Array =>
  Float32Array.from({ length: LENGTH }, (_, i) => from + ((to - from) * i) / (LENGTH - 1));
const PAPER = new Float32Array(LENGTH).fill(-1);

/** How each scale is painted, and what stands below its left end, its middle and its right end: a number, and words. */
const SCALES = {
  signed: {
    paint: (rgba: Uint8ClampedArray) =>
      signedMap(ramp(-MAX_DIFFERENCE, MAX_DIFFERENCE), MAX_DIFFERENCE, rgba),
    labels: [[`−${MAX_DIFFERENCE}`, TEXTS.lessInk], ['0'], [`+${MAX_DIFFERENCE}`, TEXTS.moreInk]],
  },
  error: {
    paint: (rgba: Uint8ClampedArray) => errorMap(ramp(0, MAX_ERROR), MAX_ERROR, PAPER, rgba),
    labels: [['0', TEXTS.expected], [String(MAX_ERROR / 2)], [TEXTS.andMore(MAX_ERROR), TEXTS.unexpected]],
  },
} as const;

/** The scale of a map: the same function paints it. Its ends have numbers and words, so that no colour has to be known. */
export function Legend({ scale }: { scale: keyof typeof SCALES }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { paint, labels } = SCALES[scale];
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(LENGTH, 1);
    paint(image.data);
    context.putImageData(image, 0, 0);
  }, [paint]);
  return (
    <div className={styles.legend}>
      <canvas ref={canvas} width={LENGTH} height={1} aria-hidden="true" />
      {labels.map(([number, words]) => (
        <span key={number}>
          {number}
          {words && <small>{words}</small>}
        </span>
      ))}
    </div>
  );
}
