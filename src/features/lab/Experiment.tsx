import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { ViewState } from '../../state/link/fields/table';
import { view } from '../../state/link/view';
import { PHONE, useMedia } from '../../ui/useMedia';
import { PlaceSlider } from '../common/PlaceSlider';
import { sceneHasSlider } from './scenes';
import { TEXTS } from './texts';
import lab from './Lab.module.css';
import styles from './Experiment.module.css';

/** What a phone folds away. */
export function Folded({ summary, children }: { summary: string; children: ReactNode }) {
  const present = useStore(view, (state) => state.present);
  const isNarrow = useMedia(PHONE);
  if (present || !isNarrow) return children;
  return (
    <details className={styles.folded}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}

/** Controls in a row. */
export const Bar = ({ children }: { children: ReactNode }) => (
  <div className={styles.bar} data-chrome>
    {children}
  </div>
);

/** The heading of a part below the first screen. */
export const PartHeading = ({ title, about }: { title: ReactNode; about?: string }) => (
  <header className={styles.part} data-chrome>
    <h2>{title}</h2>
    {about !== undefined && <p className={lab.about}>{about}</p>}
  </header>
);

interface Props {
  title: string;
  /** The question in a sentence or two, with its terms. */
  story: ReactNode;
  /** Which network computes. Its room is kept while there is none. */
  badge?: ReactNode;
  settings?: ReactNode;
  /** What runs, and the buttons for that: at the end of the settings, on a phone within the thumb's reach. */
  run?: ReactNode;
  sliderLabel: string;
  /** The slider's place in words. Keep it stable. */
  sliderWords: (state: ViewState) => string;
  children: ReactNode;
}

/** The frame of an experiment: its question, its settings, the slider, and what they move. */
export function Experiment(props: Props) {
  const { title, story, badge, settings, run, sliderLabel, sliderWords, children } = props;
  const isNarrow = useMedia(PHONE);
  const hasSlider = useStore(view, (state) => !state.present || sceneHasSlider(state));
  return (
    <div className={styles.experiment}>
      <header className={styles.intro} data-chrome>
        <h2 className="visually-hidden">{title}</h2>
        <p>{story}</p>
        {badge !== undefined && <span className={styles.badge}>{badge}</span>}
      </header>
      <div className={styles.settings} data-chrome>
        {settings !== undefined && (
          <Folded summary={TEXTS.settings}>
            <Bar>{settings}</Bar>
          </Folded>
        )}
        {!isNarrow && run !== undefined && <div className={styles.run}>{run}</div>}
      </div>
      <div className={styles.dock} hidden={!hasSlider}>
        <PlaceSlider label={sliderLabel} words={sliderWords} />
        {isNarrow && run !== undefined && (
          <div className={styles.run} data-chrome>
            {run}
          </div>
        )}
      </div>
      {children}
    </div>
  );
}
