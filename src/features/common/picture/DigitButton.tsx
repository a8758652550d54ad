import { useCallback } from 'react';
import { useStore } from 'zustand';
import { fromBytes } from '../../../diffusion/pictures/pixels';
import { patchView, view } from '../../../state/link/view';
import { PixelCanvas, type Draw } from '../../../ui/PixelCanvas';
import styles from './DigitButton.module.css';

interface Props {
  name: string;
  pixels: Uint8Array;
  label: string;
  /** Which field of the view it is chosen for. */
  field?: 'source' | 'other';
}

/** A digit of the data set to click on. */
export function DigitButton({ name, pixels, label, field = 'source' }: Props) {
  const chosen = useStore(view, (state) => state[field] === name);
  const feed = useCallback(
    (draw: Draw) => {
      draw(fromBytes(pixels));
      return () => undefined;
    },
    [pixels],
  );
  return (
    <button
      type="button"
      className={styles.digit}
      aria-pressed={chosen}
      aria-label={label}
      title={label}
      onClick={() => patchView({ [field]: name })}
    >
      <PixelCanvas label="" feed={feed} />
    </button>
  );
}
