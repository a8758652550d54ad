import { fillGaussian, fold, key, STREAM } from '../../../diffusion/random';
import { reverseStep } from '../../../diffusion/steps';
import { shownX0 } from '../../../state/picture/shownX0';
import { forwardPath, shownSchedule } from '../../../state/picture/forwardPath';
import { network } from '../../../state/network/network';
import { prediction } from './prediction';
import { sampling } from './sampling';
import { source } from '../../../state/picture/source';
import { view } from '../../../state/link/view';
import type { ViewState } from '../../../state/link/fields/table';

/** A picture of the equation and what it is multiplied by. */
export interface Term {
  weight: number;
  picture: Float32Array;
}

/**
 * What the stage shows at this moment. The pictures are buffers or views that change in place: read them in the
 * listener of `onStage`, never keep them.
 */
export interface Stage {
  /** t of the picture shown; the slider's, or the nearest retained one. */
  t: number;
  xt: Float32Array;
  /**
   * How x_t was made. closed: x_0, epsilon; chain: x_{t-1}, epsilon_t; step: x0Hat, x_{tFrom}, z.
   * start: x_t is where the path starts, and no term made it. none: nothing has come back yet.
   */
  kind: 'closed' | 'chain' | 'step' | 'start' | 'none';
  terms: Term[];
  /** t where the step that made x_t came from. */
  tFrom: number;
  /** The network's view of x_t, where there is one. */
  x0Hat: Float32Array | null;
  epsilonHat: Float32Array | null;
  /** The t that the network's view belongs to: while a drag is ahead of the network it is not the slider's. */
  tHat: number;
}

const makeBuffers = (pixels: number) => ({
  xt: new Float32Array(pixels),
  previous: new Float32Array(pixels),
  noise: new Float32Array(pixels),
  epsilonHat: new Float32Array(pixels),
});
let buffers = makeBuffers(784);

/** Buffers of a picture's size, made when that changes and not in every frame. */
function fit(pixels: number): void {
  if (buffers.xt.length !== pixels) buffers = makeBuffers(pixels);
}

export const stage: Stage = {
  t: 0,
  xt: buffers.xt,
  kind: 'none',
  terms: [],
  tFrom: 0,
  x0Hat: null,
  epsilonHat: null,
  tHat: 0,
};

function composeForward(state: ViewState): void {
  const path = forwardPath(shownX0(), state);
  const { schedule, x0, epsilon } = path;
  fit(x0.length);
  const { t } = state;
  stage.t = t;
  stage.xt = path.xt(t, buffers.xt);
  if (state.process === 'closed') {
    stage.kind = 'closed';
    stage.terms = [
      { weight: Math.sqrt(schedule.alphaBar[t]), picture: x0 },
      { weight: Math.sqrt(schedule.oneMinusAlphaBar[t]), picture: epsilon },
    ];
  } else if (t === 0) {
    stage.kind = 'start';
    stage.terms = [];
  } else {
    stage.kind = 'chain';
    stage.tFrom = t - 1;
    stage.terms = [
      { weight: Math.sqrt(1 - schedule.beta[t]), picture: path.xt(t - 1, buffers.previous) },
      { weight: Math.sqrt(schedule.beta[t]), picture: path.stepNoise(t, buffers.noise) },
    ];
  }
  const { latest } = prediction.getState();
  const guess = latest?.path === path && latest.used === network.getState().used ? latest : null;
  stage.x0Hat = guess?.x0Hat ?? null;
  stage.epsilonHat = guess?.epsilonHat ?? null;
  stage.tHat = guess?.t ?? 0;
}

function composeReverse(state: ViewState): void {
  const { run } = sampling.getState();
  const index = run?.indexOf(state.t) ?? -1;
  if (!run || index < 0) {
    stage.kind = 'none';
    stage.t = state.t;
    stage.terms = [];
    stage.x0Hat = stage.epsilonHat = null;
    return;
  }
  fit(run.size);
  const sample = Math.min(state.chosen, run.count - 1);
  const schedule = shownSchedule(state);
  const t = run.times[index];
  stage.t = stage.tHat = t;
  stage.xt = run.frame(index, sample);
  stage.x0Hat = t > 0 ? run.guess(index, sample) : null;
  stage.epsilonHat = stage.x0Hat && impliedEpsilon(schedule.alphaBar[t], schedule.oneMinusAlphaBar[t]);
  if (index === 0) {
    stage.kind = 'start';
    stage.terms = [];
    fillGaussian(key(state.seed), buffers.noise); // builds the generator's table before a drag is under way
    return;
  }
  const tFrom = run.times[index - 1];
  const step = reverseStep(schedule, tFrom, t, state);
  const z = fold(fold(fold(key(state.seed), STREAM.reverse), sample), tFrom);
  stage.kind = 'step';
  stage.tFrom = tFrom;
  stage.terms = [
    { weight: step.x0, picture: run.guess(index - 1, sample) },
    { weight: step.xt, picture: run.frame(index - 1, sample) },
    { weight: step.noise, picture: fillGaussian(z, buffers.noise) },
  ];
}

/** The epsilon that x_t and the clipped x0Hat imply: the one that the sampler goes on with. */
function impliedEpsilon(alphaBar: number, oneMinusAlphaBar: number): Float32Array {
  const a = Math.sqrt(alphaBar);
  const b = 1 / Math.sqrt(oneMinusAlphaBar);
  const { xt, x0Hat } = stage;
  if (x0Hat) for (let i = 0; i < xt.length; i++) buffers.epsilonHat[i] = (xt[i] - a * x0Hat[i]) * b;
  return buffers.epsilonHat;
}

const listeners = new Set<(stage: Stage) => void>();
let frame = 0;

function compose(): void {
  frame = 0;
  const state = view.getState();
  if (state.mode === 'forward') composeForward(state);
  else composeReverse(state);
  for (const listener of listeners) listener(stage);
}

/** Asks for one recomposition in the coming animation frame, however often it is called before. */
function invalidate(): void {
  if (frame === 0) frame = requestAnimationFrame(compose);
}

/** Calls the listener now and after each recomposition. Returns how to stop it. */
export function onStage(listener: (stage: Stage) => void): () => void {
  listeners.add(listener);
  invalidate();
  return () => listeners.delete(listener);
}

/** Keeps the stage in step with view, picture, network, run and prediction. Returns how to stop. */
export function connectStage(): () => void {
  const stops = [
    view.subscribe(invalidate),
    source.subscribe(invalidate),
    prediction.subscribe(invalidate),
    network.subscribe((state, previous) => {
      if (state.used !== previous.used) invalidate();
    }),
    sampling.subscribe((state, previous) => {
      if (state.filled !== previous.filled || state.run !== previous.run) invalidate();
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
