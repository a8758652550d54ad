import { useEffect, useRef } from 'react';
import { onPicture } from './state/picture';
import styles from './Detect.module.css';

interface Props {
  /** The picture in words. */
  label: string;
  /** RGBA bytes of a square picture, or null. A stable function. */
  of: () => Uint8ClampedArray | null;
  side: number;
}

/** A picture in colour that follows the view outside React. */
export function MapCanvas({ label, of, side }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    return onPicture(() => {
      const rgba = of();
      element.dataset.empty = String(rgba === null);
      if (!rgba) {
        context.clearRect(0, 0, element.width, element.height);
        return;
      }
      const own = Math.sqrt(rgba.length / 4);
      if (element.width !== own) element.width = element.height = own;
      const image = context.createImageData(own, own);
      image.data.set(rgba);
      context.putImageData(image, 0, 0);
    });
  }, [of]);
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
