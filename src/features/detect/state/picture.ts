import { createStore } from 'zustand/vanilla';
import { addNoise } from '../../../diffusion/forward';
import { fillGaussian, fold, key, STREAM } from '../../../diffusion/random';
import type { EngineError } from '../../../engine/protocol/errors';
import type { ProgressEvent } from '../../../engine/protocol/progress';
import { engineStatus } from '../../../state/engine/engine';
import type { ScoreName } from '../../../state/link/fields/detect';
import { shownX0 } from '../../../state/picture/shownX0';
import { toFailure } from '../../../state/engine/failure';
import { scheduleOf, T } from '../../../state/picture/forwardPath';
import { inFrame } from '../../../state/inFrame';
import { isNetworkHere, network } from '../../../state/network/network';
import { askScores, triedBy } from './scoring';
import { source } from '../../../state/picture/source';
import { weightsOf } from '../../../state/network/usedNetwork';
import { patchView, view } from '../../../state/link/view';
import type { ViewState } from '../../../state/link/fields/table';

/** What a network makes of a picture. */
export interface Scored {
  /** What decides it; without t, so that what is of another t is known as that. */
  readonly of: string;
  readonly t: number;
  readonly score: ScoreName;
  readonly value: number;
  readonly draws: number;
  readonly steps: number;
  readonly x0: Float32Array;
  /** The mean over the draws of what the network makes of it, and the same minus the picture. */
  readonly guess: Float32Array;
  readonly residual: Float32Array;
  /** Whose mean is the score. */
  readonly squared: Float32Array;
  /** The class that explains it best of so many, where several were tried. */
  readonly best: { readonly label: number; readonly of: number } | null;
}

export type AnomalyStatus =
  /** `unasked`: it takes so long that one should ask for it, or nothing is to begin by itself. */
  | { readonly kind: 'unasked' | 'waiting' | 'done' | 'stopped' }
  | { readonly kind: 'running'; readonly progress: ProgressEvent | null }
  | { readonly kind: 'failed'; readonly error: EngineError };

interface AnomalyState {
  readonly status: AnomalyStatus;
  readonly found: Scored | null;
}

/** The picture of the view Detect: the newest score that has come back. */
export const anomaly = createStore<AnomalyState>(() => ({ status: { kind: 'waiting' }, found: null }));

const tell = (status: AnomalyStatus): void => anomaly.setState({ status });

/** Evaluations of the network that the picture takes. */
export function evaluationsOfPicture(state: ViewState): number {
  const { detectScore, detectDraws, detectLeast } = state;
  const { used } = network.getState();
  return detectDraws * triedBy(used, detectLeast) * (detectScore === 'epsilon' ? 1 : stepsOf(state));
}

/** There are no more steps than t. */
const stepsOf = ({ detectSteps, detectT }: ViewState): number => Math.min(detectSteps, detectT);

/** What decides the score but t; undefined while the picture or the network is on its way. */
function nameOf(state: ViewState): string | undefined {
  if (source.getState().picture.source !== state.source || !isNetworkHere(state.network)) return undefined;
  const { source: picture, seed, detectScore, detectDraws, detectSteps, detectLeast } = state;
  const steps = detectScore === 'epsilon' ? 0 : detectSteps;
  return [
    weightsOf(network.getState().used),
    picture,
    seed,
    detectScore,
    detectDraws,
    steps,
    detectLeast,
  ].join();
}

/** What is found, as long as it is of the view's picture and settings; its t may be another while one drags. */
export function foundNow(): Scored | null {
  const { found } = anomaly.getState();
  return found && found.of === nameOf(view.getState()) ? found : null;
}

const isHere = (state: ViewState): boolean => foundNow()?.t === state.detectT;

/** x_t of the first draw, as the network gets it; the same array each time. */
export function noisedNow(): Float32Array {
  const { seed, detectT } = view.getState();
  const x0 = shownX0();
  const { schedule } = network.getState().used;
  const args = [x0, seed, detectT, schedule];
  if (!noised?.args.every((value, i) => value === args[i])) {
    const k = fold(fold(fold(key(seed), STREAM.score), 0), detectT);
    const epsilon = fillGaussian(k, new Float32Array(x0.length));
    noised = { args, xt: addNoise(scheduleOf(schedule), detectT, x0, epsilon, new Float32Array(x0.length)) };
  }
  return noised.xt;
}
let noised: { readonly args: readonly unknown[]; readonly xt: Float32Array } | undefined;

/** Noise over signal at t: what an error of epsilon is multiplied with to be one of x_0. */
export function noiseToSignal(t: number): number {
  const { oneMinusAlphaBar, alphaBar } = scheduleOf(network.getState().used.schedule);
  return Math.sqrt(oneMinusAlphaBar[t] / alphaBar[t]);
}

let abort: AbortController | null = null;
let settling: ReturnType<typeof setTimeout> | undefined;

async function compute(state: ViewState, of: string, own: AbortController): Promise<void> {
  const { used } = network.getState();
  const x0 = shownX0().slice();
  const { detectScore: score, detectT: t, detectDraws: draws } = state;
  const steps = stepsOf(state);
  const tried = triedBy(used, state.detectLeast);
  tell({ kind: 'running', progress: null });
  try {
    const { scores, labels, maps } = await askScores(
      used,
      {
        seed: state.seed,
        pictures: x0,
        score,
        times: [t],
        draws,
        steps,
        least: state.detectLeast,
        maps: true,
      },
      {
        signal: own.signal,
        onEvent: (event) => {
          if (event.kind === 'progress' && abort === own) tell({ kind: 'running', progress: event });
        },
      },
    );
    if (own.signal.aborted || !maps) return;
    const factor = score === 'epsilon' ? noiseToSignal(t) : 1;
    const residual = maps.signed.map((value) => factor * value);
    anomaly.setState({
      status: { kind: 'done' },
      found: {
        of,
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
  } catch (caught) {
    if (!own.signal.aborted) tell({ kind: 'failed', error: toFailure(caught) });
  } finally {
    if (abort === own) {
      abort = null;
      // What was wished for meanwhile.
      if (anomaly.getState().status.kind === 'done' && !isHere(view.getState())) settle(PAUSE_MS);
    }
  }
}

/** Scores the picture, unless its score is here. */
export function scorePicture(): void {
  clearTimeout(settling);
  const state = view.getState();
  const of = nameOf(state);
  abort?.abort();
  abort = null;
  if (of === undefined) tell({ kind: 'waiting' });
  else if (isHere(state)) tell({ kind: 'done' });
  else void compute(state, of, (abort = new AbortController()));
}

/** Stops it; what is here stays. @returns whether something was under way */
export function stopScoring(): boolean {
  clearTimeout(settling);
  abort?.abort();
  abort = null;
  const { kind } = anomaly.getState().status;
  const busy = kind === 'running' || kind === 'waiting';
  if (busy) tell({ kind: 'stopped' });
  return busy;
}

/** Evaluations that an answer while one drags may take, and those that are made without being asked. */
const QUICK = 24;
const UNASKED = 600;
const PAUSE_MS = 60;
const SETTLE_MS = 250;

function settle(ms: number): void {
  clearTimeout(settling);
  settling = setTimeout(scorePicture, ms);
}

function follow(): void {
  const state = view.getState();
  if (nameOf(state) !== undefined && isHere(state)) {
    clearTimeout(settling);
    abort?.abort();
    abort = null;
    tell({ kind: 'done' });
    return;
  }
  const work = evaluationsOfPicture(state);
  const quick = work <= QUICK;
  if (matchMedia('(prefers-reduced-motion: reduce)').matches || work > UNASKED) {
    stopScoring();
    tell({ kind: 'unasked' });
  } else if (!quick || !abort) {
    abort?.abort();
    abort = null;
    tell({ kind: 'waiting' });
    settle(quick ? PAUSE_MS : SETTLE_MS);
  }
}

/** Keeps the score that of the view's picture while somebody looks at it. Returns how to stop. */
export function followAnomaly(): () => void {
  const asked = (): string => [nameOf(view.getState()), view.getState().detectT].join();
  let before = asked();
  const watch = (): void => {
    const now = asked();
    if (now === before) return;
    before = now;
    follow();
  };
  follow();
  const stops = [
    view.subscribe(watch),
    source.subscribe(watch),
    network.subscribe(watch),
    engineStatus.subscribe(({ status }, { status: last }) => {
      // A new engine is asked again.
      if (status.kind === 'ready' && last.kind !== 'ready' && anomaly.getState().status.kind === 'failed')
        follow();
    }),
  ];
  return () => {
    stops.forEach((stop) => stop());
    stopScoring();
  };
}

/** Moves t; the link follows when the gesture has ended. */
export function moveDetectT(t: number): void {
  const detectT = Math.min(T, Math.max(1, Math.round(t)));
  if (detectT !== view.getState().detectT) patchView({ detectT });
}

/** Calls the listener in the next animation frame, now and whenever what is shown of the picture changes. Returns how to stop. */
export function onAnomaly(listener: () => void): () => void {
  return inFrame(listener, [view, source, network, anomaly]);
}
