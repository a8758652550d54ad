import { useEffect, useRef, type ReactNode } from 'react';
import styles from './RangeSlider.module.css';

interface Props {
  /** Its accessible name. */
  label: string;
  min: number;
  max: number;
  step?: number;
  /** Where it stands when it is first shown. */
  initial: number;
  /** Feeds position and words with every change, outside React. Keep it stable. Returns a function that stops it. */
  feed: (put: (position: number, words: string) => void) => () => void;
  onSlide: (position: number) => void;
  /** The gesture has ended. */
  onRelease: () => void;
  /** Stands before and behind the track. */
  start?: ReactNode;
  end?: ReactNode;
  /** Whether the words stand behind it, for the eye; else only a screen reader says them. */
  showsWords?: boolean;
  /** Its own keys move it, and nothing else on the page. */
  keepsKeys?: boolean;
  className?: string;
}

const KEYS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'];

/** A slider whose position and words change in the frame of their cause, outside React. */
export function RangeSlider(props: Props) {
  const { label, min, max, step = 1, initial, feed, onSlide, onRelease, start, end } = props;
  const { showsWords = true, keepsKeys = false, className = '' } = props;
  const input = useRef<HTMLInputElement>(null);
  const output = useRef<HTMLOutputElement>(null);
  useEffect(
    () =>
      feed((position, words) => {
        if (input.current) {
          input.current.value = String(position);
          input.current.setAttribute('aria-valuetext', words);
        }
        if (output.current) output.current.textContent = words;
      }),
    [feed],
  );
  return (
    <div className={`${styles.slider} ${className}`}>
      {start !== undefined && <span aria-hidden="true">{start}</span>}
      <input
        ref={input}
        type="range"
        aria-label={label}
        min={min}
        max={max}
        step={step}
        defaultValue={initial}
        onInput={(event) => onSlide(event.currentTarget.valueAsNumber)}
        onPointerUp={onRelease}
        onKeyDown={(event) => {
          if (keepsKeys && KEYS.includes(event.key)) event.stopPropagation();
        }}
        onKeyUp={onRelease}
      />
      {end !== undefined && <span aria-hidden="true">{end}</span>}
      {showsWords && <output ref={output} className={styles.words} />}
    </div>
  );
}
