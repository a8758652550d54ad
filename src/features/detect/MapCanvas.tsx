import { useEffect, useRef } from 'react';
import { onPicture, pictureScore, type PictureScore } from './state/picture';
import styles from './MapCanvas.module.css';

interface Props {
  label: string;
  /** RGBA bytes of a square picture. A stable function. */
  map: (score: PictureScore) => Uint8ClampedArray;
  /** Width and height of the empty frame, pixels. */
  side: number;
}

/** A map of the newest score, outside React. */
export function MapCanvas({ label, map, side }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    return onPicture(() => {
      const score = pictureScore.getScore();
      element.dataset.empty = String(score === null);
      if (!score) {
        context.clearRect(0, 0, element.width, element.height);
        return;
      }
      const rgba = map(score);
      const size = Math.sqrt(rgba.length / 4);
      if (element.width !== size) element.width = element.height = size;
      const image = context.createImageData(size, size);
      image.data.set(rgba);
      context.putImageData(image, 0, 0);
    });
  }, [map]);
  return (
    <canvas
      ref={canvas}
      width={side}
      height={side}
      role="img"
      aria-label={label}
      className={styles.map}
      data-empty="true"
    />
  );
}
