import { useCallback, useMemo } from 'react';
import { useStore } from 'zustand';
import { formatCount } from '../../diffusion/numbers/formatCount';
import { LossSeries } from '../../diffusion/training/lossSeries';
import { useView } from '../../state/link/useView';
import { view } from '../../state/link/view';
import { LossChart } from '../../ui/lossChart/LossChart';
import { RangeSlider } from '../../ui/RangeSlider';
import { LiveText } from '../common/LiveText';
import { AtLevel } from '../common/setting/AtLevel';
import { Setting } from '../common/setting/Setting';
import { tInWords } from '../common/texts';
import { LearnBar } from './LearnBar';
import { NEAR_T } from './layers';
import { drawArrows, drawContours, fullLength } from './lines';
import { Plane, type Picture } from './Plane';
import { short } from './short';
import { shownField } from './state/field';
import { fieldError, filmAt, filmDistance } from './state/learned';
import { learning } from './state/learning';
import { onPlane } from './state/looks';
import { TEXTS } from './texts';
import styles from './Learn.module.css';

const { training } = learning;

export const LearnSettings = () => (
  <>
    <Setting field="planeGoal" />
    <Setting field="planeArrows" />
    <Setting field="planeArrowsOf" look="buttons" />
  </>
);

/** The exact density, and the arrows of the network. */
function fieldPicture(): Picture {
  const { density, arrows } = shownField() ?? {};
  return {
    density,
    opacity: 0.6,
    lines: (pen) => {
      if (density) drawContours(pen, density);
      if (arrows) drawArrows(pen, arrows);
    },
  };
}

/** The points of the film, over the exact density of their t. */
function filmPicture(): Picture {
  const film = filmAt(view.getState().planeT);
  const known = shownField();
  const density = film && known && Math.abs(known.t - film.t) <= NEAR_T ? known.density : undefined;
  return { density, opacity: 0.35, particles: film ?? undefined };
}

const filmText = (): string => {
  const { planeT, level } = view.getState();
  const film = filmAt(planeT);
  return film ? TEXTS.filmShown(formatCount(film.update), tInWords(film.t, level)) : '';
};

function arrowText(): string {
  const { planeArrows, planeArrowsOf } = view.getState();
  if (planeArrows === 'none') return '';
  const arrows = shownField()?.arrows;
  if (arrows) return `${TEXTS.arrowsOf[planeArrowsOf]} ${TEXTS.fullArrow(short(fullLength(arrows)))}`;
  return planeArrowsOf === 'exact' || learning.learned() ? '' : TEXTS.arrowsNotYet;
}

function errorText(): string {
  const answer = fieldError.current();
  if (!learning.learned()) return '';
  if (!answer?.isNewest) return TEXTS.measuringField;
  const { loss, floor, error } = answer.result;
  return TEXTS.fieldError(short(loss - floor), short(error));
}

function distanceText(): string {
  const answer = filmDistance.current();
  if (!answer?.isNewest) return '';
  const { distance, band } = answer.result;
  return TEXTS.distance(short(distance), short(band.mean), short(band.std));
}

/** Which milestone of the training is looked at. */
function MilestoneSlider() {
  const count = useStore(training.store, ({ run }) => run?.milestones.length ?? 0);
  const runId = useStore(training.store, ({ run }) => run?.id);
  const feed = useCallback(
    (put: (position: number, words: string) => void) =>
      onPlane(() => {
        const { all, index } = learning.milestone();
        if (index >= 0) put(index, TEXTS.milestoneAt(formatCount(all[index].update)));
      }),
    [],
  );
  if (count < 2) return null;
  return (
    <RangeSlider
      key={`${runId} ${count}`}
      label={TEXTS.milestone}
      min={0}
      max={count - 1}
      initial={learning.milestone().index}
      feed={feed}
      onSlide={learning.choose}
      onRelease={() => undefined}
      showsWords={false}
      keepsKeys
    />
  );
}

const EMPTY = new LossSeries();
const onLosses = (changed: () => void): (() => void) =>
  training.store.subscribe(({ changes }, before) => {
    if (changes !== before.changes) changed();
  });

/** The loss over updates, with the floor that no network can go below. */
function Loss() {
  const run = useStore(training.store, (state) => state.run);
  const runGoal = useStore(training.store, (state) => state.run?.goal);
  const { planeGoal, level } = useView('planeGoal', 'level');
  const floor = useStore(fieldError.store, () => fieldError.current()?.result.floor);
  const isPlain = level === 'picture';
  const marks = useMemo(
    () => [
      { value: 1, label: TEXTS.noGuess, why: TEXTS.noGuessWhy },
      ...(floor === undefined
        ? []
        : [{ value: floor, label: TEXTS.floor, why: TEXTS.floorWhy, isOnAxis: true as const }]),
    ],
    [floor],
  );
  return (
    <LossChart
      key={run?.id ?? ''}
      title={isPlain ? TEXTS.lossInWords : TEXTS.loss}
      about={<p>{TEXTS.lossAbout}</p>}
      isPlain={isPlain}
      series={run?.losses ?? EMPTY}
      feed={onLosses}
      goal={runGoal ?? planeGoal}
      marks={marks}
      heldOutLabel={TEXTS.heldOutLine}
      onCsv={learning.exportLosses}
    />
  );
}

/** What the network is to learn, what it draws, and its loss. */
export const LearnPictures = () => (
  <div className={styles.learn}>
    <LearnBar />
    <figure className={styles.picture}>
      <Plane label={TEXTS.learnPicture} picture={fieldPicture} />
      <figcaption className={styles.words}>
        <AtLevel from="course">
          <p>
            <LiveText subscribe={onPlane} text={arrowText} />
          </p>
          <p>
            <LiveText subscribe={onPlane} text={errorText} name="field-error" />
          </p>
        </AtLevel>
      </figcaption>
    </figure>
    <figure className={styles.picture}>
      <Plane label={TEXTS.filmPicture} picture={filmPicture} />
      <figcaption className={styles.words}>
        <MilestoneSlider />
        <p>
          <LiveText subscribe={onPlane} text={filmText} />
        </p>
        <AtLevel from="course">
          <p>
            <LiveText subscribe={onPlane} text={distanceText} name="film-distance" />
          </p>
        </AtLevel>
      </figcaption>
    </figure>
    <div className={styles.loss}>
      <Loss />
    </div>
  </div>
);
