import { useMemo } from 'react';
import { useStore } from 'zustand';
import { FILM_SAMPLES } from '../../diffusion/milestones';
import { sizeOf } from './state/config';
import { filmClasses, frameOf, FRAMES } from './state/filmPosition';
import { filmPosition, openInTimeline, training } from './state/stores';
import { useView } from '../../state/link/useView';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/controls';
import { Panel } from '../../ui/Panel';
import type { Draw } from '../../ui/PixelCanvas';
import { PixelCanvas } from '../../ui/PixelCanvas';
import { count } from './format';
import { samplesWords, toldWords } from './told';
import styles from './Look.module.css';

const feedLook = (draw: Draw) =>
  filmPosition.onChange(() => {
    const { milestones, index } = filmPosition.chosen();
    const { sample, frame } = filmPosition.store.getState();
    draw(index < 0 ? filmPosition.noiseOf(sample) : frameOf(milestones[index], sample, frame));
  });

const feedDigit = (sample: number) => (draw: Draw) =>
  filmPosition.onChange(() => {
    const { milestones, index } = filmPosition.chosen();
    draw(index < 0 ? filmPosition.noiseOf(sample) : frameOf(milestones[index], sample, FRAMES - 1));
  });
const feeds = Array.from({ length: FILM_SAMPLES }, (_, sample) => feedDigit(sample));

/** Settings that decide what the samples are: the run's, or those of the one that would be started. */
function useShown() {
  const run = useStore(training.store, (state) => state.run);
  const asked = useView('trainNetwork', 'trainLabel');
  return {
    id: run?.id ?? asked.trainNetwork,
    config: run?.config ?? { network: asked.trainNetwork, label: asked.trainLabel },
  };
}

/** Renders with what is looked at. */
function useLooking() {
  const { sample, update, frame } = useStore(filmPosition.store);
  const milestones = useStore(training.store, (state) => state.run?.milestones);
  return useMemo(() => {
    const { index } = filmPosition.chosen();
    const storedUpTo = training.store.getState().run?.storedUpTo ?? -1;
    return {
      sample,
      frame,
      newest: update === 'newest',
      index,
      milestone: milestones?.[index],
      origin: (milestones?.[index]?.update ?? 0) <= storedUpTo ? ('stored' as const) : ('live' as const),
      count: milestones?.length ?? 0,
    };
  }, [sample, update, frame, milestones]);
}

/** One frame of the film, large, and two sliders that lead through it: updates and t. */
export function Look() {
  const { sample, frame, index, milestone, origin, count: of, newest } = useLooking();
  const { id, config } = useShown();
  const opened = useStore(training.store, ({ run, status }) =>
    status.kind === 'running' ? 0 : (run?.state?.update ?? 0),
  );
  const t = milestone?.times[frame] ?? 1000;
  const update = milestone?.update ?? 0;
  const told = toldWords(config, sample);
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
            ? `Sample ${told}, after ${update} updates, at t = ${t}`
            : 'The noise that a sample begins with'
        }
        feed={feedLook}
        side={sizeOf(config)}
        className={styles.large}
      />
      {milestone ? (
        <div className={styles.sliders}>
          <label>
            <span>Updates</span>
            <input
              type="range"
              min={0}
              max={Math.max(0, of - 1)}
              value={Math.max(0, index)}
              disabled={of < 2}
              aria-valuetext={`after ${update} updates${newest ? ', follows the training' : ''}`}
              onChange={(event) => filmPosition.chooseMilestone(event.currentTarget.valueAsNumber)}
            />
            <output>{newest ? 'newest' : count(update)}</output>
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
              aria-valuetext={`t = ${t}`}
              onChange={(event) => filmPosition.chooseFrame(event.currentTarget.valueAsNumber)}
            />
            <output>{t}</output>
          </label>
          <Button
            className={styles.use}
            title={`The way back in the Timeline, by the averaged weights after ${update} updates`}
            onClick={() => void openInTimeline(milestone)}
          >
            Use in the Timeline
          </Button>
        </div>
      ) : opened > 0 ? (
        <>
          <p className={styles.hint}>
            This run comes from a file, after {count(opened)} updates. What it draws is shown when it goes on;
            it can be used as it is.
          </p>
          <Button className={styles.use} onClick={() => void openInTimeline({ update: opened })}>
            Use in the Timeline
          </Button>
        </>
      ) : (
        <p className={styles.hint}>The same noise each time, so that only the network changes.</p>
      )}
    </Panel>
  );
}

/** Ten samples from the same noise, at the milestone that is looked at. */
export function Digits() {
  const { sample, milestone, origin, newest } = useLooking();
  const { id, config } = useShown();
  const classes = filmClasses(config);
  const samples = samplesWords(config);
  const title = !milestone
    ? `To become ${samples}`
    : newest
      ? `Now: ${samples}`
      : `At ${count(milestone.update)}: ${samples}`;
  return (
    <Panel
      title={title}
      explain={
        <p>
          The averaged weights turn ten fixed pieces of noise into pictures, in ten steps of DDIM without
          guidance.{' '}
          {classes
            ? 'The number below a picture is the class that the network was told to draw.'
            : 'This network knows no classes: it draws whatever sample comes of the noise.'}{' '}
          Choose one to see its film.
        </p>
      }
      aside={milestone && <Badge kind={origin} small />}
    >
      <div className={styles.digits}>
        {feeds.map((feed, each) => (
          <button
            key={`${id}-${each}`}
            type="button"
            aria-pressed={each === sample}
            aria-label={`Sample ${each + 1}, ${toldWords(config, each)}: show its film`}
            onClick={() => filmPosition.chooseSample(each)}
          >
            <PixelCanvas label="" feed={feed} side={sizeOf(config)} />
            {classes && <span>{classes[each]}</span>}
          </button>
        ))}
      </div>
    </Panel>
  );
}
