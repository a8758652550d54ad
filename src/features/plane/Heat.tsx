import type { ReactNode } from 'react';
import { view } from '../../state/link/view';
import { LiveText } from '../common/LiveText';
import { AtLevel } from '../common/setting/AtLevel';
import { Setting } from '../common/setting/Setting';
import { shownPart } from './layers';
import { Plane, type Picture as Shown } from './Plane';
import { heat, HEAT_GRID, noisyParticles, restored } from './state/heat';
import { lawOf, particlesOf } from './state/law';
import { onPlane } from './state/looks';
import { short } from './short';
import { TEXTS } from './texts';
import styles from './Heat.module.css';

export const HeatSettings = () => <Setting field="planePrecision" look="buttons" />;

const shownGrid = (density: Float32Array | undefined): Float32Array | undefined =>
  density && shownPart(density, HEAT_GRID.halfWidth);

const blurred = (): Shown => ({ density: shownGrid(heat.current()?.result.blurred) });

/** Nothing once its numbers have overflowed. */
function undone(): Shown {
  const result = heat.current()?.result;
  return { density: result && Number.isFinite(result.distance) ? shownGrid(result.undone) : undefined };
}

function broughtBack(): Shown {
  const law = lawOf();
  const { planeT, seed } = view.getState();
  const points = planeT === 0 ? noisyParticles() : restored.current()?.result.points;
  if (!law || !points) return {};
  return { particles: { points, start: particlesOf(law, seed, points.length / 2).x0 } };
}

const sigmaText = (): string => {
  const answer = heat.current();
  return answer ? TEXTS.sigma(short(answer.result.sigma)) : '';
};
function distanceText(): string {
  const { result, isNewest } = heat.current() ?? {};
  if (!result) return '';
  // The precision is that of the newest question.
  if (isNewest !== true) return TEXTS.computing;
  const { planePrecision } = view.getState();
  return Number.isFinite(result.distance)
    ? TEXTS.heatDistance(planePrecision, short(result.distance))
    : TEXTS.overflow(planePrecision);
}
const restoredText = (): string => TEXTS.restoredBy;

interface PictureProps {
  title: string;
  picture: () => Shown;
  text: () => string;
  name?: string;
  children?: ReactNode;
}

function Picture({ title, picture, text, name = title }: PictureProps) {
  return (
    <figure className={styles.picture}>
      <figcaption>{title}</figcaption>
      <Plane label={title} picture={picture} />
      <AtLevel from="course">
        <p className={styles.number}>
          <LiveText subscribe={onPlane} text={text} name={name} />
        </p>
      </AtLevel>
    </figure>
  );
}

/** A density blurred, the same run back by the heat equation, and the particles run back by the score. */
export const HeatPictures = () => (
  <div className={styles.three}>
    <Picture title={TEXTS.blurred} picture={blurred} text={sigmaText} />
    <Picture title={TEXTS.undone} picture={undone} text={distanceText} name="heat" />
    <Picture title={TEXTS.restored} picture={broughtBack} text={restoredText} />
  </div>
);
