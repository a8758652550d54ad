import { useLayoutEffect, useRef } from 'react';
import { toRgba } from '../diffusion/pictures/pixels';
import styles from './PixelCanvas.module.css';

/** Draws a square of values; null clears to an empty frame. */
export type Draw = (pixels: Float32Array | null) => void;

interface Props {
  /** What the picture is, for those who cannot see it; empty if the control around it says so. */
  label: string;
  /** Feeds the canvas outside React: it is given `draw` and returns how to stop. Keep it stable (useCallback). */
  feed: (draw: Draw) => () => void;
  /** Value shown as white; -range is black. */
  range?: number;
  /** Of the empty frame, before anything is drawn; a picture brings its own. */
  side?: number;
  className?: string | undefined;
  title?: string | undefined;
}

/** A greyscale picture, its pixels crisp at every size. */
export function PixelCanvas({ label, feed, range = 1, side = 28, className = '', title }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    let image = context.createImageData(side, side);
    // What is drawn. A feed calls with every frame, and most pictures of a frame are those of the frame before.
    let drawn = new Float32Array(side * side).fill(NaN);
    const resize = (next: number): void => {
      element.width = element.height = next;
      image = context.createImageData(next, next);
      drawn = new Float32Array(next * next).fill(NaN);
    };
    if (element.width !== side) resize(side);
    return feed((pixels) => {
      if (!pixels) {
        element.dataset.empty = 'true';
        context.clearRect(0, 0, element.width, element.height);
        drawn.fill(NaN);
        return;
      }
      if (pixels.length !== drawn.length) resize(Math.sqrt(pixels.length));
      if (drawn.some((value, i) => value !== pixels[i])) {
        element.dataset.empty = 'false';
        drawn.set(pixels);
        toRgba(pixels, image.data, 1 / range);
        context.putImageData(image, 0, 0);
      }
    });
  }, [feed, range, side]);
  return (
    <canvas
      ref={canvas}
      width={side}
      height={side}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
      title={title}
      className={`${styles.canvas} ${className}`}
    />
  );
}
