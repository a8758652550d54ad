import { formatCount } from '../../diffusion/numbers/formatCount';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { FILM_FRAMES as FRAMES } from '../../state/link/fields/train';
import { endGesture } from '../../state/link/url';
import { filmPosition, openInTimeline, training } from './state/stores';
import { Button } from '../../ui/controls';
import { TEXTS } from './texts';
import { useFilm } from './useFilm';
import { useIsPlain } from './useIsPlain';
import styles from './FilmSliders.module.css';

interface SliderProps {
  name: ReactNode;
  last: number;
  value: number;
  /** What a screen reader says of the value, and what stands beside the slider. */
  spoken: string;
  written: ReactNode;
  disabled?: boolean;
  onSlide: (value: number) => void;
}

function Slider({ name, last, value, spoken, written, disabled = false, onSlide }: SliderProps) {
  return (
    <label>
      <span>{name}</span>
      <input
        type="range"
        min={0}
        max={last}
        value={value}
        disabled={disabled}
        aria-valuetext={spoken}
        onChange={(event) => onSlide(event.currentTarget.valueAsNumber)}
        onPointerUp={endGesture}
        onKeyUp={endGesture}
      />
      <output>{written}</output>
    </label>
  );
}

/** Two sliders that lead through the film, updates and t, and the way to the Timeline. */
export function FilmSliders({ className = '' }: { className?: string | undefined }) {
  const { frame, index, milestone, milestoneCount, isNewest } = useFilm();
  const isPlain = useIsPlain();
  const updatesInFile = useStore(training.store, ({ run, status }) =>
    status.kind === 'running' ? 0 : (run?.state?.update ?? 0),
  );
  const t = milestone?.times[frame] ?? 1000;
  const update = milestone?.update ?? updatesInFile;
  return (
    <div className={`${styles.sliders} ${className}`} data-chrome>
      <Slider
        name={TEXTS.updatesSlider}
        last={Math.max(0, milestoneCount - 1)}
        value={Math.max(0, index)}
        disabled={milestoneCount < 2}
        spoken={TEXTS.spokenUpdate(update, isNewest)}
        written={isNewest ? TEXTS.newest : formatCount(update)}
        onSlide={filmPosition.chooseMilestone}
      />
      <Slider
        name={isPlain ? TEXTS.stepsSlider : <i>t</i>}
        last={FRAMES - 1}
        value={frame}
        disabled={!milestone}
        spoken={TEXTS.spokenT(t)}
        written={isPlain ? '' : t}
        onSlide={filmPosition.chooseFrame}
      />
      <Button
        disabled={!milestone && updatesInFile === 0}
        title={TEXTS.useTitle(update)}
        onClick={() => void openInTimeline({ update })}
      >
        {TEXTS.use}
      </Button>
      {!milestone && updatesInFile > 0 && (
        <p className={styles.note}>{TEXTS.fromFile(formatCount(updatesInFile))}</p>
      )}
    </div>
  );
}
