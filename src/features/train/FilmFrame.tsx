import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { pictureSize } from './state/config';
import { FRAMES } from './state/filmPosition';
import { filmPosition, openInTimeline, training } from './state/stores';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/controls';
import { Panel } from '../../ui/Panel';
import { PixelCanvas } from '../../ui/PixelCanvas';
import { count } from './format';
import { classWords } from './sampleWords';
import { feedFrame, useFilm } from './useFilm';
import styles from './FilmFrame.module.css';

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
      />
      <output>{written}</output>
    </label>
  );
}

/** One frame of the film, large, and two sliders that lead through it: updates and t. */
export function FilmFrame() {
  const { id, config, sample, frame, index, milestone, origin, milestoneCount, isNewest } = useFilm();
  const updatesInFile = useStore(training.store, ({ run, status }) =>
    status.kind === 'running' ? 0 : (run?.state?.update ?? 0),
  );
  const t = milestone?.times[frame] ?? 1000;
  const update = milestone?.update ?? 0;
  return (
    <Panel
      title={
        milestone ? (
          <>
            After {count(update)} updates, <i>t</i> = {t}
          </>
        ) : (
          'It begins with noise'
        )
      }
      aside={milestone && <Badge kind={origin} by={origin === 'stored' ? 'this browser' : 'this run'} />}
    >
      <PixelCanvas
        key={id}
        label={
          milestone
            ? `Sample ${classWords(config, sample)}, after ${update} updates, at t = ${t}`
            : 'The noise that a sample begins with'
        }
        feed={feedFrame}
        side={pictureSize(config)}
        className={styles.large}
      />
      {milestone ? (
        <div className={styles.sliders}>
          <Slider
            name="Updates"
            last={Math.max(0, milestoneCount - 1)}
            value={Math.max(0, index)}
            disabled={milestoneCount < 2}
            spoken={`after ${update} updates${isNewest ? ', follows the training' : ''}`}
            written={isNewest ? 'newest' : count(update)}
            onSlide={filmPosition.chooseMilestone}
          />
          <Slider
            name={<i>t</i>}
            last={FRAMES - 1}
            value={frame}
            spoken={`t = ${t}`}
            written={t}
            onSlide={filmPosition.chooseFrame}
          />
          <Button
            className={styles.use}
            title={`The way back in the Timeline, by the averaged weights after ${update} updates`}
            onClick={() => void openInTimeline(milestone)}
          >
            Use in the Timeline
          </Button>
        </div>
      ) : updatesInFile > 0 ? (
        <>
          <p className={styles.hint}>
            This run comes from a file, after {count(updatesInFile)} updates. What it draws is shown when it
            goes on; it can be used as it is.
          </p>
          <Button className={styles.use} onClick={() => void openInTimeline({ update: updatesInFile })}>
            Use in the Timeline
          </Button>
        </>
      ) : (
        <p className={styles.hint}>The same noise each time, so that only the network changes.</p>
      )}
    </Panel>
  );
}
