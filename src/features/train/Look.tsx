import { useMemo } from 'react';
import { useStore } from 'zustand';
import {
  frameOf,
  FRAMES,
  lookAt,
  lookAtFrame,
  lookedAt,
  looking,
  onLooking,
} from '../../state/training/looking';
import { training } from '../../state/training/training';
import { openInTimeline } from '../../state/training/using';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/controls';
import { Panel } from '../../ui/Panel';
import type { Draw } from '../../ui/PixelCanvas';
import { PixelCanvas } from '../../ui/PixelCanvas';
import { sizeOf } from './size';
import styles from './Look.module.css';

const feedLook = (draw: Draw) =>
  onLooking(() => {
    const { milestones, index } = lookedAt();
    const { digit, frame } = looking.getState();
    draw(index < 0 ? null : frameOf(milestones[index], digit, frame));
  });

const feedDigit = (digit: number) => (draw: Draw) =>
  onLooking(() => {
    const { milestones, index } = lookedAt();
    draw(index < 0 ? null : frameOf(milestones[index], digit, FRAMES - 1));
  });
const feeds = Array.from({ length: 10 }, (_, digit) => feedDigit(digit));

/** Renders with what is looked at. */
function useLooking() {
  const { digit, update, frame } = useStore(looking);
  const milestones = useStore(training, (state) => state.run?.milestones);
  return useMemo(() => {
    const { index } = lookedAt();
    return {
      digit,
      frame,
      newest: update === 'newest',
      index,
      milestone: milestones?.[index],
      count: milestones?.length ?? 0,
    };
  }, [digit, update, frame, milestones]);
}

/** One frame of the film, large, and two sliders that lead through it: updates and t. */
export function Look() {
  const { digit, frame, index, milestone, count, newest } = useLooking();
  const run = useStore(training, (state) => state.run);
  const t = milestone?.times[frame] ?? 1000;
  const update = milestone?.update ?? 0;
  return (
    <Panel
      title={
        milestone ? (
          <>
            After {update.toLocaleString('en')} updates, <i>t</i> = {t}
          </>
        ) : (
          'What it draws'
        )
      }
      aside={milestone && <Badge kind="live" by="this run" />}
    >
      <PixelCanvas
        key={run?.id ?? ''}
        label={`The sample of a ${digit} after ${update} updates, at t = ${t}`}
        feed={feedLook}
        side={run ? sizeOf(run.config) : 14}
        className={styles.large}
      />
      <div className={styles.sliders}>
        <label>
          <span>Updates</span>
          <input
            type="range"
            min={0}
            max={Math.max(0, count - 1)}
            value={Math.max(0, index)}
            disabled={count < 2}
            aria-valuetext={`after ${update} updates${newest ? ', follows the training' : ''}`}
            onChange={(event) => lookAt(event.currentTarget.valueAsNumber)}
          />
          <output>{newest && count > 0 ? 'newest' : update.toLocaleString('en')}</output>
        </label>
        <label>
          <span>
            <i>t</i>
          </span>
          <input
            type="range"
            min={0}
            max={FRAMES - 1}
            value={frame}
            disabled={count === 0}
            aria-valuetext={`t = ${t}`}
            onChange={(event) => lookAtFrame(event.currentTarget.valueAsNumber)}
          />
          <output>{t}</output>
        </label>
      </div>
      {milestone && (
        <Button
          className={styles.use}
          title={`The way back in the Timeline, by the averaged weights after ${update} updates`}
          onClick={() => void openInTimeline(milestone)}
        >
          Use in the Timeline
        </Button>
      )}
    </Panel>
  );
}

/** Ten digits from the same noise, at the milestone that is looked at. */
export function Digits() {
  const { digit, milestone, newest } = useLooking();
  const run = useStore(training, (state) => state.run);
  const side = run ? sizeOf(run.config) : 14;
  return (
    <Panel
      title={
        newest
          ? 'Now: ten digits'
          : `Ten digits after ${(milestone?.update ?? 0).toLocaleString('en')} updates`
      }
      about="One sample of each class from fixed noise, by the averaged weights; ten steps of DDIM, no guidance."
      aside={milestone && <Badge kind="live" by="this run" />}
    >
      <div className={styles.digits}>
        {feeds.map((feed, each) => (
          <button
            key={`${run?.id}-${each}`}
            type="button"
            aria-pressed={each === digit}
            aria-label={`Sample of a ${each}: show its film`}
            title={`Told to be a ${each}`}
            onClick={() => looking.setState({ digit: each })}
          >
            <PixelCanvas label="" feed={feed} side={side} />
          </button>
        ))}
      </div>
    </Panel>
  );
}
