import { createStore } from 'zustand/vanilla';
import { addNoise } from '../../../diffusion/forward';
import { fillGaussian, fold, sampleKey } from '../../../diffusion/random';
import type { ProgressEvent } from '../../../engine/protocol/progress';
import { browser, type Environment } from '../../../state/environment';
import { inFrame } from '../../../state/inFrame';
import type { ScoreName } from '../../../state/link/fields/detect';
import type { ViewState } from '../../../state/link/fields/table';
import { patchView, view } from '../../../state/link/view';
import { memo } from '../../../state/memo';
import { network } from '../../../state/network/network';
import { weightsKey } from '../../../state/network/usedNetwork';
import { scheduleOf, T } from '../../../state/picture/forwardPath';
import { arePictureAndNetworkLoaded, shownX0 } from '../../../state/picture/shownX0';
import { source } from '../../../state/picture/source';
import { task, type TaskStatus, type TaskContext } from '../../../state/task';
import { askScores, triedBy } from './scoring';

/** What a network makes of a picture. */
export interface PictureScore {
  /** Cache key without t: a score of another t is still one of this picture. */
  readonly pictureKey: string;
  readonly t: number;
  readonly score: ScoreName;
  readonly value: number;
  readonly draws: number;
  readonly steps: number;
  readonly x0: Float32Array;
  /** The mean over the draws of what the network makes of it, and the same minus the picture. */
  readonly guess: Float32Array;
  readonly residual: Float32Array;
  /** The errors whose mean is the score. */
  readonly squared: Float32Array;
  /** The class that explains it best of so many, where several were tried. */
  readonly best: { readonly label: number; readonly of: number } | null;
}

export interface PictureState {
  readonly status: TaskStatus<ProgressEvent>;
  readonly latest: PictureScore | null;
}

/** There are no more steps than t. */
const stepsOf = ({ detectSteps, detectT }: ViewState): number => Math.min(detectSteps, detectT);

/** Evaluations of the network that the picture takes. */
export function evaluationsOfPicture(state: ViewState): number {
  const { detectScore, detectDraws, detectLeast } = state;
  const { used } = network.getState();
  return detectDraws * triedBy(used, detectLeast) * (detectScore === 'epsilon' ? 1 : stepsOf(state));
}

/** Cache key of a score without t; undefined while the picture or the network is still loading. */
function pictureKeyOf(state: ViewState): string | undefined {
  if (!arePictureAndNetworkLoaded(state)) return undefined;
  const { seed, detectScore, detectDraws, detectSteps, detectLeast } = state;
  const steps = detectScore === 'epsilon' ? 0 : detectSteps;
  const weights = weightsKey(network.getState().used);
  return [weights, state.source, seed, detectScore, detectDraws, steps, detectLeast].join();
}

/** Noise over signal at t: an error of epsilon times this is one of x_0. */
export function noiseToSignal(t: number): number {
  const { oneMinusAlphaBar, alphaBar } = scheduleOf(network.getState().used.schedule);
  return Math.sqrt(oneMinusAlphaBar[t] / alphaBar[t]);
}

/** Evaluations that an answer during a drag may take, and those that are made without being asked. */
const QUICK = 24;
const UNASKED = 600;

/** The score of the view's picture: the newest that has come back, and how the next one stands. */
export function createPictureScore(environment: Environment) {
  const store = createStore<PictureState>(() => ({ status: { kind: 'waiting' }, latest: null }));

  /** The newest score of the view's picture and settings; its t may be another during a drag. */
  function scoreNow(): PictureScore | null {
    const { latest } = store.getState();
    return latest && latest.pictureKey === pictureKeyOf(view.getState()) ? latest : null;
  }

  async function compute({ signal, progress }: TaskContext<ProgressEvent>): Promise<void> {
    const state = view.getState();
    const { used } = network.getState();
    const x0 = shownX0().slice();
    const { seed, detectScore: score, detectT: t, detectDraws: draws, detectLeast: least } = state;
    const steps = stepsOf(state);
    const pictureKey = pictureKeyOf(state) ?? '';
    const tried = triedBy(used, least);
    const { scores, labels, maps } = await askScores(
      environment.runJob,
      used,
      { seed, pictures: x0, score, times: [t], draws, steps, least, maps: true },
      { signal, onEvent: (event) => event.kind === 'progress' && progress(event) },
    );
    signal.throwIfAborted();
    if (!maps) return;
    const factor = score === 'epsilon' ? noiseToSignal(t) : 1;
    const residual = maps.signed.map((value) => factor * value);
    store.setState({
      latest: {
        pictureKey,
        t,
        score,
        value: scores[0],
        draws,
        steps,
        x0,
        residual,
        guess: residual.map((value, i) => value + x0[i]),
        squared: maps.squared,
        best: tried > 1 ? { label: labels[0], of: tried } : null,
      },
    });
  }

  const work = task<ProgressEvent>({
    key: () => {
      const state = view.getState();
      const pictureKey = pictureKeyOf(state);
      return pictureKey && `${pictureKey} ${state.detectT}`;
    },
    hasResult: () => scoreNow()?.t === view.getState().detectT,
    run: compute,
    setStatus: (status) => store.setState({ status }),
    status: () => store.getState().status,
    cost: () => evaluationsOfPicture(view.getState()),
    quickCost: QUICK,
    automaticCost: UNASKED,
    stores: [view, source, network],
    environment,
  });

  return { ...work, store, scoreNow };
}

export const pictureScore = createPictureScore(browser);

const noised = memo<Float32Array>();

/** x_t of the first draw, as the network gets it; the same array until something else is noised. */
export function noisedNow(): Float32Array {
  const { seed, detectT } = view.getState();
  const x0 = shownX0();
  const { schedule } = network.getState().used;
  return noised([x0, seed, detectT, schedule], () => {
    const noiseKey = fold(sampleKey(seed, 'score', 0), detectT);
    const epsilon = fillGaussian(noiseKey, new Float32Array(x0.length));
    return addNoise(scheduleOf(schedule), detectT, x0, epsilon, new Float32Array(x0.length));
  });
}

/** Moves t; the link follows when the gesture has ended. */
export function moveDetectT(t: number): void {
  const detectT = Math.min(T, Math.max(1, Math.round(t)));
  if (detectT !== view.getState().detectT) patchView({ detectT });
}

/** Calls the listener in the next animation frame, now and whenever what is shown of the picture changes. Returns a function that stops it. */
export const onPicture = (listener: () => void): (() => void) =>
  inFrame(listener, [view, source, network, pictureScore.store]);
