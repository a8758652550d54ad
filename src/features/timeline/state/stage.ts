import type { StoreApi } from 'zustand/vanilla';
import { conversion } from '../../../diffusion/training/parameterization';
import { mix } from '../../../diffusion/mix';
import { fillGaussian, fold, key, sampleKey } from '../../../diffusion/random';
import { reverseStep } from '../../../diffusion/steps';
import type { ViewState } from '../../../state/link/fields/table';
import { view } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import { forwardPath, shownSchedule } from '../../../state/picture/forwardPath';
import { shownX0 } from '../../../state/picture/shownX0';
import { source } from '../../../state/picture/source';
import type { SheetState } from '../../../state/samples/sheet';
import { networkChanges, runChanges } from './changes';
import { prediction, type Prediction } from './prediction';
import { sampling } from './sampling';

/** A picture of the equation and what it is multiplied by. */
interface Term {
  weight: number;
  picture: Float32Array;
}

/**
 * What the stage shows at this moment. The pictures are buffers or views that change in place: read them in the
 * listener of `stage.onChange`, never keep them.
 */
export interface StageContent {
  /** t of the picture that is shown: the slider's, or the nearest retained one. */
  t: number;
  xt: Float32Array;
  /**
   * How x_t was made. closed: x_0, epsilon; chain: x_{t-1}, epsilon_t; step: x0Hat, x_{tFrom}, z.
   * start: x_t is where the path starts, and no term made it. none: nothing has come back yet.
   */
  kind: 'closed' | 'chain' | 'step' | 'start' | 'none';
  terms: Term[];
  /** t from which the step that made x_t came. */
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

/** The picture that, with this weight, makes up for what the terms lack of x_t; 0 where the weight is. @param out receives it */
function remainder(
  xt: Float32Array,
  terms: readonly Term[],
  weight: number,
  out: Float32Array,
): Float32Array {
  if (weight === 0) return out.fill(0);
  for (let i = 0; i < out.length; i++)
    out[i] = terms.reduce((sum, term) => sum - term.weight * term.picture[i], xt[i]) / weight;
  return out;
}

/** Composes what is shown of the forward path or of a run, at most once a frame and outside React. */
export function createStage(
  runStore: Pick<StoreApi<SheetState>, 'getState' | 'subscribe'>,
  predictionStore: Pick<StoreApi<{ latest: Prediction | null }>, 'getState' | 'subscribe'>,
) {
  let buffers = makeBuffers(784);
  const content: StageContent = {
    t: 0,
    xt: buffers.xt,
    kind: 'none',
    terms: [],
    tFrom: 0,
    x0Hat: null,
    epsilonHat: null,
    tHat: 0,
  };
  const listeners = new Set<(content: StageContent) => void>();
  let frame = 0;

  /** Buffers of a picture's size, made when that changes and not in every frame. */
  function fitBuffers(pixels: number): void {
    if (buffers.xt.length !== pixels) buffers = makeBuffers(pixels);
  }

  function composeForward(state: ViewState): void {
    const path = forwardPath(shownX0(), state);
    const { schedule, x0, epsilon } = path;
    const { alphaBar, oneMinusAlphaBar, beta } = schedule;
    const { t } = state;
    fitBuffers(x0.length);
    content.t = t;
    content.xt = path.xt(t, buffers.xt);
    if (state.process === 'closed') {
      content.kind = 'closed';
      content.terms = [
        { weight: Math.sqrt(alphaBar[t]), picture: x0 },
        { weight: Math.sqrt(oneMinusAlphaBar[t]), picture: epsilon },
      ];
    } else if (t === 0) {
      content.kind = 'start';
      content.terms = [];
    } else {
      content.kind = 'chain';
      content.tFrom = t - 1;
      content.terms = [
        { weight: Math.sqrt(1 - beta[t]), picture: path.xt(t - 1, buffers.previous) },
        { weight: Math.sqrt(beta[t]), picture: path.stepNoise(t, buffers.noise) },
      ];
    }
    const { latest } = predictionStore.getState();
    const isFresh = latest?.path === path && latest.used === network.getState().used;
    content.x0Hat = isFresh ? latest.x0Hat : null;
    content.epsilonHat = isFresh ? latest.epsilonHat : null;
    content.tHat = isFresh ? latest.t : 0;
  }

  function composeReverse(state: ViewState): void {
    const { run } = runStore.getState();
    const index = run?.indexOf(state.t) ?? -1;
    if (!run || index < 0) {
      content.kind = 'none';
      content.t = state.t;
      content.terms = [];
      content.x0Hat = content.epsilonHat = null;
      return;
    }
    fitBuffers(run.size);
    const sample = Math.min(state.chosen, run.count - 1);
    const schedule = shownSchedule(state);
    const t = run.times[index];
    content.t = content.tHat = t;
    content.xt = run.frame(index, sample);
    content.x0Hat = t > 0 ? run.x0HatFrame(index, sample) : null;
    // The epsilon that x_t and the clipped x0Hat imply: the one that the sampler goes on with.
    content.epsilonHat = null;
    if (content.x0Hat) {
      const { xt, output } = conversion(schedule, t, 'x0', 'epsilon');
      content.epsilonHat = mix(xt, content.xt, output, content.x0Hat, buffers.epsilonHat);
    }
    if (index === 0) {
      content.kind = 'start';
      content.terms = [];
      fillGaussian(key(state.seed), buffers.noise); // builds the generator's table before a drag is under way
      return;
    }
    const tFrom = run.times[index - 1];
    const tBefore = index > 1 ? run.times[index - 2] : undefined;
    const { x0, second = 0, xt, noise } = reverseStep(schedule, tFrom, t, state, tBefore);
    content.kind = 'step';
    content.tFrom = tFrom;
    content.terms = [
      { weight: x0, picture: run.x0HatFrame(index - 1, sample) },
      { weight: xt, picture: run.frame(index - 1, sample) },
    ];
    if (state.sampler === 'dpmpp-2m') {
      const picture = second === 0 ? buffers.noise.fill(0) : run.x0HatFrame(index - 2, sample);
      content.terms.push({ weight: second, picture });
    } else if (state.sampler === 'heun') {
      content.terms.push({
        weight: second,
        picture: remainder(content.xt, content.terms, second, buffers.noise),
      });
    } else {
      const z = fold(sampleKey(state.seed, 'reverse', sample), tFrom);
      content.terms.push({ weight: noise, picture: fillGaussian(z, buffers.noise) });
    }
  }

  function compose(): void {
    frame = 0;
    if (listeners.size === 0) return; // another view is open
    const state = view.getState();
    if (state.mode === 'forward') composeForward(state);
    else composeReverse(state);
    for (const listener of listeners) listener(content);
  }

  /** Asks for one composition in the coming animation frame, however often it is called before. */
  function invalidate(): void {
    if (frame === 0) frame = requestAnimationFrame(compose);
  }

  return {
    content,

    /** Calls the listener in the next frame and after each composition. @returns a function that stops it */
    onChange: (listener: (content: StageContent) => void): (() => void) => {
      listeners.add(listener);
      invalidate();
      return () => listeners.delete(listener);
    },

    /** Keeps the stage in step with view, picture, network, run and prediction. @returns a function that stops it */
    connect: (): (() => void) => {
      const stops = [view, source, predictionStore, networkChanges, runChanges(runStore)].map((each) =>
        each.subscribe(invalidate),
      );
      return () => stops.forEach((stop) => stop());
    },
  };
}

export const stage = createStage(sampling.store, prediction.store);
