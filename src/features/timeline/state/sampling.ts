import { createStore } from 'zustand/vanilla';
import { toEngineError } from '../../../engine/protocol/errors';
import type { SampleEvent, SampleRequest } from '../../../engine/protocol/jobs';
import { complete } from '../../../state/samples/sample';
import { shownX0 } from '../../../state/picture/shownX0';
import { forwardPath, T } from '../../../state/picture/forwardPath';
import { isNetworkHere, network } from '../../../state/network/network';
import { notify } from '../../../state/notices';
import { following, startFollowing, stopFollowing } from '../../../state/samples/following';
import type { SamplingStatus } from '../../../state/samples/sheet';
import { source } from '../../../state/picture/source';
import { guidanceFor, labelFor } from '../../../state/network/usedNetwork';
import type { UsedNetwork } from '../../../state/network/usedNetwork';
import { Run, RunCache } from '../../../state/samples/run';
import { lastT, patchView, setT, view } from '../../../state/link/view';
import { released } from '../../../state/link/url';
import type { ViewState } from '../../../state/link/fields/table';

export interface SamplingState {
  status: SamplingStatus;
  /** The trajectory on the stage: whole, growing, or what was there when it was stopped. */
  run: Run | null;
  /** States of it that are here: it changes when frames arrive. */
  filled: number;
}

/** The network's way back: what runs, how far it is, and every state it has left behind. */
export const sampling = createStore<SamplingState>(() => ({
  status: { kind: 'idle' },
  run: null,
  filled: 0,
}));

const cache = new RunCache(160e6);
const SETTLE_MS = 200;

/** Reverse steps of a view's run: its share of the whole way, at least one. */
function stepsOf(state: ViewState): number {
  return Math.max(1, Math.round((state.steps * lastT(state)) / T));
}

/** What decides the run that a view shows; undefined where it shows none. */
function runName(state: ViewState): string | undefined {
  if (state.mode === 'forward') return undefined;
  const { used } = network.getState();
  const { mode, seed, sampler, steps } = state;
  const label = labelFor(used, state.label);
  const eta = sampler === 'ddim' ? state.eta : 0;
  const guidance = guidanceFor(used, state.label, state.guidance);
  const start = mode === 'denoise' ? [state.source, state.process, state.from, state.tries] : [];
  return JSON.stringify([
    used.name,
    used.checksum,
    mode,
    seed,
    label,
    sampler,
    steps,
    eta,
    guidance,
    ...start,
  ]);
}

/** Whether the network and the picture that the run starts from are here: both may still be on their way. */
function hasItsParts({ mode, source: name, network: asked }: ViewState): boolean {
  if (!isNetworkHere(asked)) return false;
  return mode !== 'denoise' || source.getState().picture.source === name;
}

function requestOf(state: ViewState): SampleRequest {
  const { used } = network.getState();
  const { seed, sampler, eta, from, tries } = state;
  const label = labelFor(used, state.label);
  const request = {
    network: used.name,
    seed,
    schedule: { name: used.schedule, T },
    sampler,
    steps: stepsOf(state),
    eta,
    guidance: guidanceFor(used, state.label, state.guidance),
    keep: 'all',
  } as const;
  if (state.mode !== 'denoise') return { ...request, labels: [label] };
  const x0 = shownX0();
  const xt = forwardPath(x0, state).xt(from, new Float32Array(x0.length));
  const pictures = new Float32Array(tries * x0.length);
  for (let i = 0; i < tries; i++) pictures.set(xt, i * x0.length);
  return { ...request, labels: Array<number>(tries).fill(label), start: { t: from, pictures } };
}

let abort: AbortController | null = null;
let settling: ReturnType<typeof setTimeout> | undefined;

/** Ends what runs or is about to. */
function halt(): void {
  clearTimeout(settling);
  abort?.abort();
  abort = null;
}

function receive(run: Run, event: SampleEvent): void {
  if (event.kind === 'progress') {
    const { step, steps, stepsPerSecond, secondsLeft } = event;
    sampling.setState({
      status: { kind: 'running', progress: { step, steps, stepsPerSecond, secondsLeft } },
    });
    return;
  }
  run.append(event);
  sampling.setState({ filled: run.filled });
  if (following.getState().on) setT(run.times[run.filled - 1]);
}

/** @param begun what is there of the run, to go on from; it came from x_T */
async function start(name: string, state: ViewState, begun?: Run): Promise<void> {
  halt();
  const own = new AbortController();
  abort = own;
  const request = requestOf(state);
  const { used } = network.getState();
  const run = begun ?? new Run(name, request.steps, request.labels.length, used.size ** 2);
  sampling.setState({ run, filled: run.filled, status: { kind: 'waiting' } });
  try {
    const seconds = await complete(used, request, run, {
      signal: own.signal,
      onStart: () => sampling.setState({ status: { kind: 'running', progress: null } }),
      onEvent: (event) => receive(run, event),
    });
    if (own !== abort) return;
    run.complete = true;
    cache.put(run);
    const { on: isFollowing } = following.getState();
    sampling.setState({ status: { kind: 'done', seconds } });
    stopFollowing();
    if (isFollowing) released();
  } catch (caught) {
    if (own !== abort || own.signal.aborted) return;
    sampling.setState({ status: { kind: 'failed', error: toEngineError(caught) } });
  }
}

/** Computes the run on the stage, anew where it was stopped or failed; the slider follows it down. */
export function runAgain(): void {
  const state = view.getState();
  const name = runName(state);
  if (name === undefined || !hasItsParts(state)) return;
  startFollowing();
  setT(lastT(state));
  void start(name, state);
}

/** Goes on with a run that has failed, or begins it where there is nothing to go on from. */
export function tryAgain(): void {
  const state = view.getState();
  const name = runName(state);
  if (name !== undefined && hasItsParts(state)) resume(name, state);
}

/** The same request with the next seed; the slider follows it down. */
export function anotherSample(): void {
  const state = view.getState();
  startFollowing();
  patchView({ seed: (state.seed + 1) % 2 ** 32, t: lastT(state) });
}

/** Stops the run; the states that are here stay and scrub. */
export function cancelRun(): void {
  halt();
  sampling.setState({ status: { kind: 'cancelled' } });
  stopFollowing();
}

/** Whether a run is under way or about to be. */
export function isBusy(): boolean {
  const { kind } = sampling.getState().status;
  return kind === 'waiting' || kind === 'running';
}

/** Shows another mode from where it begins: forward at x_0, reverse at x_T. */
export function enter(mode: 'forward' | 'reverse'): void {
  if (mode === 'reverse') startFollowing();
  else stopFollowing();
  patchView({ mode, t: mode === 'reverse' ? T : 0 });
}

/** Why the network cannot bring back what is on the stage; null where it can. */
export function whyNotDenoise(
  { t, schedule }: Pick<ViewState, 't' | 'schedule'>,
  used: UsedNetwork = network.getState().used,
): string | null {
  if (t === 0) return 'First let some noise in: move the slider.';
  if (schedule !== used.schedule)
    return `Here the way back is that of the ${used.schedule} schedule only, the network’s own: choose it first. The view Schedule shows others.`;
  return null;
}

/** Stops the forward path where the slider stands and lets the network bring it back. */
export function denoiseFromHere(): void {
  const state = view.getState();
  const refusal = whyNotDenoise(state);
  if (refusal !== null) {
    notify({ kind: 'info', text: refusal });
    return;
  }
  startFollowing();
  patchView({ mode: 'denoise', from: state.t, chosen: 0 });
}

/** Goes on with a run that was paused; one that starts from pictures of its own starts again. */
function resume(name: string, state: ViewState): void {
  const { run } = sampling.getState();
  if (run?.isFull) {
    run.complete = true;
    cache.put(run);
    sampling.setState({ status: { kind: 'idle' } });
    stopFollowing();
  } else void start(name, state, run?.name === name && state.mode === 'reverse' ? run : undefined);
}

/** Keeps the run on the stage that of the view: from memory where it is there, else computed. Returns how to stop. */
export function connectSampling(): () => void {
  let wanted: string | undefined;
  let paused = false;
  const follow = () => {
    const state = view.getState();
    // The engine is for the view that is looked at: what runs pauses, and what it has brought stays.
    if (state.page !== 'timeline') {
      paused ||= isBusy();
      halt();
      return;
    }
    const name = runName(state);
    const atAnEnd = state.t === 0 || state.t === lastT(state);
    if (!hasItsParts(state)) {
      wanted = undefined;
      halt();
      if (atAnEnd && sampling.getState().run !== null) startFollowing();
      sampling.setState({ run: null, filled: 0, status: { kind: 'idle' } });
      return;
    }
    const goesOn = paused;
    paused = false;
    if (name === wanted) {
      if (goesOn && name !== undefined) resume(name, state);
      return;
    }
    wanted = name;
    halt();
    const known = name === undefined ? undefined : cache.get(name);
    if (name === undefined || known) {
      sampling.setState({ run: known ?? null, filled: known?.filled ?? 0, status: { kind: 'idle' } });
      if (known && following.getState().on) setT(0);
      stopFollowing();
      return;
    }
    if (atAnEnd && sampling.getState().run !== null) startFollowing();
    sampling.setState({ run: null, filled: 0, status: { kind: 'waiting' } });
    settling = setTimeout(() => void start(name, state), SETTLE_MS);
  };
  follow();
  const stops = [
    view.subscribe(follow),
    source.subscribe(follow),
    network.subscribe((now, before) => {
      if (now.used !== before.used) follow();
    }),
  ];
  // Back restores its own t: it must not be carried to the end of a run. Capture comes before the address is read.
  addEventListener('popstate', stopFollowing, { capture: true });
  return () => {
    stops.forEach((stop) => stop());
    removeEventListener('popstate', stopFollowing, { capture: true });
    halt();
  };
}
