import { useCallback, useMemo } from 'react';
import { useStore } from 'zustand';
import { formatCount } from '../../diffusion/numbers/formatCount';
import { LossSeries } from '../../diffusion/training/lossSeries';
import { useView } from '../../state/link/useView';
import { view } from '../../state/link/view';
import { LossChart } from '../../ui/lossChart/LossChart';
import { RangeSlider } from '../../ui/RangeSlider';
import { PHONE, useMedia } from '../../ui/useMedia';
import { LiveText } from '../common/LiveText';
import { AtLevel } from '../common/setting/AtLevel';
import { Setting } from '../common/setting/Setting';
import { tInWords } from '../common/texts';
import { LearnBar } from './LearnBar';
import { NEAR_T } from './layers';
import { drawArrows, drawContours, fullLength } from './lines';
import { Plane, type Picture } from './Plane';
import { short } from './short';
import { HALF_WIDTH, shownField } from './state/field';
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

/** How many points are outside the picture. */
function countOutside(points: Float32Array): number {
  let count = 0;
  for (let i = 0; i < points.length; i += 2)
    if (Math.max(Math.abs(points[i]), Math.abs(points[i + 1])) > HALF_WIDTH) count++;
  return count;
}

const filmText = (): string => {
  const { planeT, level } = view.getState();
  const film = filmAt(planeT);
  if (!film) return '';
  const done = training.store.getState().run?.update ?? film.update;
  const shown = TEXTS.filmShown(formatCount(film.update), formatCount(done), tInWords(film.t, level));
  const outside = countOutside(film.points);
  return outside === 0 ? shown : `${shown} ${TEXTS.pointsOutside(outside, film.points.length / 2)}`;
};

function arrowText(): string {
  const { planeArrows, planeArrowsOf, level } = view.getState();
  if (planeArrows === 'none') return '';
  const arrows = shownField()?.arrows;
  if (!arrows) return planeArrowsOf === 'exact' || learning.learned() ? '' : TEXTS.arrowsNotYet;
  const whose = TEXTS.arrowsOf[planeArrowsOf];
  return level === 'picture' ? whose : `${whose} ${TEXTS.fullArrow(short(fullLength(arrows)))}`;
}

const shortMeasured = ({ mean, error }: { mean: number; error: number }): string =>
  `${short(mean)} ± ${short(error)}`;

function errorText(): string {
  const answer = fieldError.current();
  if (!learning.learned()) return '';
  if (!answer?.isNewest) return TEXTS.measuringField;
  const { excess, distance } = answer.result;
  return TEXTS.fieldError(shortMeasured(excess), shortMeasured(distance));
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
  const isPhone = useMedia(PHONE);
  if (count < 2) return null;
  return (
    <RangeSlider
      key={runId}
      label={TEXTS.milestone}
      min={0}
      max={count - 1}
      initial={learning.milestone().index}
      feed={feed}
      onSlide={learning.choose}
      onRelease={() => undefined}
      {...(!isPhone && { start: TEXTS.untrained, end: TEXTS.newest })}
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
  const floor = useStore(fieldError.store, () => fieldError.current()?.result.floor.mean);
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
        <p>
          <LiveText subscribe={onPlane} text={arrowText} />
        </p>
        <AtLevel from="course">
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
