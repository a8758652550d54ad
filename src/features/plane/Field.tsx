import { useEffect } from 'react';
import { useStore } from 'zustand';
import { DENSITY_OPTIONS } from '../../state/link/fields/plane';
import { BRUSH_LIMITS } from '../../state/link/planeShapes';
import { useView } from '../../state/link/useView';
import { view } from '../../state/link/view';
import { notify } from '../../state/notices';
import { Badge } from '../../ui/Badge';
import { Term } from '../common/glossary/Term';
import { LiveText } from '../common/LiveText';
import { AtLevel } from '../common/setting/AtLevel';
import { Setting } from '../common/setting/Setting';
import { Handles } from './Handles';
import { peakOf, shownPart } from './layers';
import { drawArrows, drawContours, fullLength } from './lines';
import { Plane, type Picture, type Place } from './Plane';
import { beginLine, endLine, extendLine } from './state/brush';
import { equation, EQUATION_GRID, FIRST_T_OF_POINTS } from './state/equation';
import { shownField } from './state/field';
import { isPointSet } from './state/law';
import { forwardPoints, onPlane } from './state/looks';
import { exactAt, histogram, histogramDistances } from './state/readings';
import { lookAt, lookedAt, select, selection } from './state/selection';
import { short } from './short';
import { TEXTS } from './texts';
import { WorkStatus } from './WorkStatus';
import styles from './Field.module.css';

/** Densities for those who want no equations. */
const PLAIN_DENSITIES = DENSITY_OPTIONS.filter(({ value }) => value !== 'equation');

export function FieldSettings() {
  const { level, planeDensity } = useView('level', 'planeDensity');
  const isPlain = level === 'picture' && planeDensity !== 'equation';
  return (
    <>
      <Setting field="planeDensity" options={isPlain ? PLAIN_DENSITIES : DENSITY_OPTIONS} />
      <Setting field="planeArrows" />
      <Setting field="planeCount" />
    </>
  );
}

/** The density that the view shows, over what is shown; undefined for none, or while it is not here. */
function shownDensity(): Float32Array | undefined {
  switch (view.getState().planeDensity) {
    case 'none':
      return undefined;
    case 'exact':
      return shownField()?.density;
    case 'histogram': {
      const grid = histogram();
      return grid ? Float32Array.from(grid.density) : undefined;
    }
    case 'equation': {
      const state = equation.shown();
      return state ? shownPart(state.density, EQUATION_GRID.halfWidth) : undefined;
    }
  }
}

function fieldPicture(): Picture {
  const density = shownDensity();
  const forward = forwardPoints();
  const { arrows } = shownField() ?? {};
  return {
    density,
    // Particles are seen on it.
    opacity: forward ? 0.6 : 1,
    particles: forward ? { points: forward.points, start: forward.x0 } : undefined,
    lines: (pen) => {
      // A histogram's contours would be those of its noise.
      if (density && view.getState().planeDensity !== 'histogram') drawContours(pen, density);
      if (arrows) drawArrows(pen, arrows);
    },
  };
}

/** Draws by one of the brush's ways, and says where the drawing is full. */
const drawBy =
  (draw: (x: number, y: number) => boolean) =>
  ({ x, y }: Place): void => {
    if (!draw(x, y)) notify({ kind: 'warning', text: TEXTS.longBrush(BRUSH_LIMITS.places) });
  };

/** The distribution at the view's t. */
export function FieldPicture() {
  const { planeData, planeCopies } = useView('planeData', 'planeCopies');
  const { index } = useStore(selection);
  useEffect(() => endLine, []);
  const brush = planeData === 'brush' && {
    onPick: drawBy(beginLine),
    pickWords: TEXTS.brush,
    onDrag: drawBy(extendLine),
    onDrop: endLine,
  };
  return (
    <Plane label={TEXTS.fieldPicture} picture={fieldPicture} onLook={lookAt} {...brush}>
      {planeData === 'mixture' && !planeCopies && <Handles selected={index} onSelect={select} />}
    </Plane>
  );
}

const two = (x: number, y: number): string => `(${short(x)}, ${short(y)})`;

/** What is known exactly of the place under the pointer. */
function hereText(): string {
  const { place } = lookedAt.getState();
  const known = place && exactAt(place.x, place.y);
  if (!known) return TEXTS.hereHint;
  const { logDensity, scoreX, scoreY, meanX, meanY } = known;
  return TEXTS.here(
    two(place.x, place.y),
    short(Math.exp(logDensity)),
    two(scoreX, scoreY),
    two(meanX, meanY),
  );
}

/** How the solver of the Fokker-Planck equation stands. */
function EquationStatus() {
  const { status } = useStore(equation.store);
  return (
    <WorkStatus
      label={TEXTS.equation}
      status={status}
      start={equation.start}
      stop={equation.stop}
      beginsAnew
    />
  );
}

const arrowText = (): string => {
  const arrows = shownField()?.arrows;
  return arrows ? TEXTS.fullArrow(short(fullLength(arrows))) : '';
};
const peakText = (): string => {
  const density = shownField()?.density;
  return density && view.getState().planeDensity === 'exact' ? TEXTS.peak(short(peakOf(density))) : '';
};
const histogramText = (): string => {
  const { planeDensity, planeCount } = view.getState();
  if (planeDensity !== 'histogram') return '';
  if (planeCount === 0) return TEXTS.noParticles;
  const distances = histogramDistances();
  return distances ? TEXTS.histogramDistance(short(distances.own), short(distances.other)) : '';
};
const equationText = (): string => {
  const state = equation.shown();
  return state ? TEXTS.equationDistance(state.t, short(state.distance), short(state.drift)) : '';
};

const LINES = [
  { name: 'here', text: hereText },
  { name: 'arrow', text: arrowText },
  { name: 'peak', text: peakText },
  { name: 'histogram', text: histogramText },
  { name: 'equation', text: equationText },
] as const;

/** What the picture shows, in words and numbers. */
export function FieldNumbers() {
  const { planeDensity, ...law } = useView('planeData', 'planeCopies', 'planeDensity', 'planeKnown');
  const isPoints = isPointSet(law);
  return (
    <section className={styles.numbers} aria-label={TEXTS.numbers}>
      <p>
        <Badge kind="exact" small /> {isPoints ? TEXTS.exactOf.points(law.planeKnown) : TEXTS.exactOf.mixture}
      </p>
      <AtLevel from="course">
        {LINES.map(({ name, text }) => (
          <p key={name}>
            <LiveText subscribe={onPlane} text={text} name={name} />
          </p>
        ))}
      </AtLevel>
      {planeDensity === 'equation' && (
        <>
          <p>
            {TEXTS.equation} <Term name="fokkerPlanck" />
          </p>
          {isPoints && (
            <AtLevel from="course">
              <p>{TEXTS.equationFirst(FIRST_T_OF_POINTS)}</p>
            </AtLevel>
          )}
          <EquationStatus />
        </>
      )}
    </section>
  );
}
