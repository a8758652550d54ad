import { addNoise } from '../../../diffusion/forward';
import { createWalk } from '../../../state/walk';
import { browser } from '../../../state/environment';
import { inFrame } from '../../../state/inFrame';
import { patchView, view } from '../../../state/link/view';
import { theme } from '../../../state/theme';
import { equation } from './equation';
import { field } from './field';
import { flow, streams } from './flow';
import { scoreOfAll, scoreOfClass } from './guidance';
import { heat, restored } from './heat';
import { draft, lawOf, linear, particlesOf } from './law';
import { fieldError, filmDistance } from './learned';
import { learning } from './learning';
import { path } from './likelihood';
import { directionOf } from './direction';
import { lookedAt } from './selection';
import { ways } from './ways';

/** Calls the listener in the next animation frame, now and whenever something in the plane changes. @returns how to stop it */
export const onPlane = (listener: () => void): (() => void) =>
  inFrame(listener, [
    view,
    draft,
    theme,
    field.store,
    learning.store,
    fieldError.store,
    filmDistance.store,
    equation.store,
    ways.a.store,
    ways.b.store,
    heat.store,
    restored.store,
    path.store,
    flow.store,
    scoreOfAll.store,
    scoreOfClass.store,
    streams.store,
    lookedAt,
  ]);

/** Moves the slider: towards data where ways go back, else towards noise. */
export const walk = createWalk(
  {
    page: 'plane',
    field: 'planeT',
    direction: ({ planePart }) => directionOf(planePart),
  },
  browser,
);

/** Looks at another t. */
export function lookAtT(t: number): void {
  patchView({ planeT: Math.min(1000, Math.max(0, Math.round(t))) });
}

let room = new Float32Array(0);

/** The forward particles at the view's t; they are overwritten by the next call. null without a law or particles. */
export function forwardPoints(): { readonly points: Float32Array; readonly x0: Float32Array } | null {
  const { planeCount, planeT, seed } = view.getState();
  const law = lawOf();
  if (!law || planeCount === 0) return null;
  const { x0, epsilon } = particlesOf(law, seed, planeCount);
  if (room.length !== x0.length) room = new Float32Array(x0.length);
  return { points: addNoise(linear, planeT, x0, epsilon, room), x0 };
}
