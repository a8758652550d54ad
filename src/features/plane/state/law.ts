import { createStore } from 'zustand/vanilla';
import { drawPlane, RING } from '../../../diffusion/plane/datasets';
import { drawMixture, equalMixture, type PlaneMixture } from '../../../diffusion/plane/mixture';
import { fillGaussian, fold, sampleKey, uniform, type Key } from '../../../diffusion/random';
import { makeSchedule } from '../../../diffusion/schedule';
import { decodeView } from '../../../state/link/codec';
import { FIELDS, type ViewState } from '../../../state/link/fields/table';
import {
  parseMixture,
  parseStrokes,
  type PlaneComponent,
  type PlaneStroke,
} from '../../../state/link/planeShapes';
import { view } from '../../../state/link/view';
import { memo } from '../../../state/memo';

/** Timesteps, and the schedule of everything in the plane. */
export const T = 1000;
export const linear = makeSchedule('linear', T);

/** What a hand is drawing or dragging now: it stands in the place of the view's own until the hand is lifted. */
interface Draft {
  readonly mixture: string | null;
  readonly strokes: string | null;
}
export const draft = createStore<Draft>(() => ({ mixture: null, strokes: null }));

/** The least points of a brush. */
export const LEAST_POINTS = 3;
/** How far a brush's points lie from its line, in the plane's unit. */
const BRUSH_WIDTH = 0.05;

type LawFields = Pick<
  ViewState,
  'planeData' | 'planeMixture' | 'planeBrush' | 'planeKnown' | 'planeCopies' | 'seed'
>;

const mixtureText = ({ planeMixture }: LawFields): string => draft.getState().mixture ?? planeMixture;
const strokesText = ({ planeBrush }: LawFields): string => draft.getState().strokes ?? planeBrush;

/** The components that one drags. */
export const components = (state: LawFields = view.getState()): readonly PlaneComponent[] =>
  parseMixture(mixtureText(state)) ?? [];

/** The strokes of the brush. */
export const strokes = (state: LawFields = view.getState()): readonly PlaneStroke[] =>
  parseStrokes(strokesText(state)) ?? [];

/** Whether the data is a set of points: then the exact score knows each of them, and nothing between them. */
export const isPointSet = ({
  planeData,
  planeCopies,
}: Pick<LawFields, 'planeData' | 'planeCopies'>): boolean =>
  planeCopies || (planeData !== 'mixture' && planeData !== 'ring');

/** Names the law of a view. */
export function lawKey(state: LawFields): string {
  const { planeData, planeKnown, seed } = state;
  const drawn =
    planeData === 'mixture' ? mixtureText(state) : planeData === 'brush' ? strokesText(state) : '';
  return [planeData, drawn, ...(isPointSet(state) ? [planeKnown, seed] : [])].join(' ');
}

/** What a law follows from. */
const LAW_FIELDS = ['planeData', 'planeMixture', 'planeBrush', 'planeKnown', 'planeCopies', 'seed'] as const;

/** The law of a view as parameters of a link: what is being dragged or drawn is no part of it yet. */
export function lawText(state: ViewState): string {
  const isDrawn = { planeMixture: state.planeData === 'mixture', planeBrush: state.planeData === 'brush' };
  const ofPoints = isPointSet(state);
  const matters = { planeData: true, ...isDrawn, planeKnown: ofPoints, planeCopies: true, seed: ofPoints };
  const params = new URLSearchParams();
  for (const name of LAW_FIELDS.filter((each) => matters[each])) {
    const { param, print } = FIELDS[name];
    params.set(param, (print as (value: LawFields[keyof LawFields]) => string)(state[name]));
  }
  return params.toString();
}

/** The law that {@link lawText} has written; null if it is no such text, or too little is drawn. */
export function lawOfText(text: string): PlaneMixture | null {
  const { view: state, problems } = decodeView(new URLSearchParams(text));
  if (text === '' || problems.length > 0) return null;
  const { planeMixture, planeBrush } = state;
  return makeLaw(state, parseMixture(planeMixture) ?? [], parseStrokes(planeBrush) ?? []);
}

/** The mixture of dragged components, their weights made to add up to 1. */
function mixtureOf(all: readonly PlaneComponent[]): PlaneMixture {
  const total = all.reduce((sum, { weight }) => sum + weight, 0);
  return {
    weights: Float64Array.from(all, ({ weight }) => weight / total),
    means: Float64Array.from(all.flatMap(({ x, y }) => [x, y])),
    stds: Float64Array.from(all, ({ std }) => std),
  };
}

/** Points along strokes, at equal distances over all of them, each a little off its line. */
function brushPoints(all: readonly PlaneStroke[], count: number, k: Key): Float32Array {
  const segments = all.flatMap((stroke) => {
    // A single place is a dot.
    if (stroke.length === 2) return [{ from: stroke, to: stroke, length: BRUSH_WIDTH }];
    return Array.from({ length: stroke.length / 2 - 1 }, (_, i) => {
      const [from, to] = [stroke.slice(2 * i, 2 * i + 2), stroke.slice(2 * i + 2, 2 * i + 4)];
      // Never 0, also where a link repeats a place.
      return { from, to, length: Math.max(1e-6, Math.hypot(to[0] - from[0], to[1] - from[1])) };
    });
  });
  const total = segments.reduce((sum, { length }) => sum + length, 0);
  const out = fillGaussian(fold(k, 0), new Float32Array(2 * count));
  let at = 0;
  let before = 0;
  for (let i = 0; i < count; i++) {
    const wanted = ((i + uniform(fold(k, 1), i)) / count) * total;
    while (at < segments.length - 1 && before + segments[at].length < wanted) before += segments[at++].length;
    const { from, to, length } = segments[at];
    const share = Math.min(1, Math.max(0, (wanted - before) / length));
    for (const a of [0, 1])
      out[2 * i + a] = from[a] + share * (to[a] - from[a]) + BRUSH_WIDTH * out[2 * i + a];
  }
  return out;
}

/** The law of a view, with these components and strokes. */
function makeLaw(
  state: LawFields,
  dragged: readonly PlaneComponent[],
  drawn: readonly PlaneStroke[],
): PlaneMixture | null {
  const { planeData, planeKnown, seed } = state;
  const k = sampleKey(seed, 'plane', 4);
  if (planeData === 'brush') {
    const places = drawn.reduce((sum, stroke) => sum + stroke.length / 2, 0);
    return places < LEAST_POINTS ? null : equalMixture(brushPoints(drawn, planeKnown, k), 0);
  }
  const mixture = planeData === 'ring' ? RING : mixtureOf(dragged);
  if (!isPointSet(state)) return mixture;
  return equalMixture(drawPlane(planeData, mixture, k, new Float32Array(2 * planeKnown)), 0);
}

const keepLaw = memo<PlaneMixture | null>();

/** The law of a view as a mixture; null while a brush has drawn fewer than three places. The same law is the same object. */
export const lawOf = (state: LawFields = view.getState()): PlaneMixture | null =>
  keepLaw([lawKey(state)], () => makeLaw(state, components(state), strokes(state)));

/** The law of the chosen component alone; null for a set of points, which has no classes. */
export function classLaw(state: ViewState = view.getState()): PlaneMixture | null {
  const law = lawOf(state);
  if (!law || isPointSet(state)) return null;
  const at = Math.min(state.planeClass, law.stds.length - 1);
  const [means, stds] = [law.means.slice(2 * at, 2 * at + 2), law.stds.slice(at, at + 1)];
  return { weights: Float64Array.of(1), means, stds };
}

/** Particles of the forward process: x_0 from the law, and the noise of each. */
export interface Particles {
  readonly x0: Float32Array;
  readonly epsilon: Float32Array;
}

const keepParticles = memo<Particles>();

/** So many particles of a view's law. Particle i depends on law, seed and i only. */
export const particlesOf = (law: PlaneMixture, seed: number, count: number): Particles =>
  keepParticles([law, seed, count], () => ({
    x0: drawMixture(law, sampleKey(seed, 'plane', 0), new Float32Array(2 * count)),
    epsilon: fillGaussian(sampleKey(seed, 'plane', 1), new Float32Array(2 * count)),
  }));
