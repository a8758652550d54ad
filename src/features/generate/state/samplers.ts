import { createStore } from 'zustand/vanilla';
import { digit, digitsOfClass, PIXELS } from '../../../data/pack';
import { packs } from '../../../data/packs';
import type { Sampler } from '../../../diffusion/steps';
import type { EngineError } from '../../../engine/protocol/errors';
import { runJob } from '../../../state/engine/runJob';
import { toFailure } from '../../../state/engine/failure';
import { T } from '../../../state/picture/forwardPath';
import { seedOf } from './plans';
import { network } from '../../../state/network/network';
import { requirePack } from '../../../state/picture/source';
import { ask } from '../../../state/samples/sample';
import { guidanceFor, labelFor, whyNoClass } from '../../../state/network/usedNetwork';
import type { UsedNetwork } from '../../../state/network/usedNetwork';
import { view } from '../../../state/link/view';
import type { ViewState } from '../../../state/link/fields/table';

/** A way of sampling that is measured. */
export interface Contender {
  readonly id: string;
  readonly sampler: Sampler;
  readonly steps: number;
}

const contender = (sampler: Sampler, steps: number): Contender => ({
  id: `${sampler} ${steps}`,
  sampler,
  steps,
});

/** From the quickest to the slowest, so that what is stopped has measured most of them. */
export const CONTENDERS: readonly Contender[] = [
  ...[5, 10, 25, 50, 100].map((steps) => contender('ddim', steps)),
  contender('ddpm', 100),
  contender('ddpm', 1000),
];

/** Real digits, measured like samples: what quality there is to reach. */
export const REAL = 'real';

/** Test digits that features are compared with. */
export const REFERENCE = 500;

/** Quality of a set of pictures, and what they cost. */
export interface Measured {
  /** Of one picture, measured here; 0 where nothing was sampled. */
  readonly seconds: number;
  /** Share that the judge reads as the class asked for. */
  readonly accuracy: number;
  /** KID of shapes, and of grain (engine/protocol/judge). */
  readonly kernelDistance: number;
  readonly grainDistance: number;
}

interface SamplersState {
  status: { kind: 'idle' | 'running' | 'done' | 'stopped' } | { kind: 'failed'; error: EngineError };
  /** What is under way. */
  doing: { id: string; text: string; share: number; secondsLeft: number | null } | null;
  /** What the figures are of: another network, guidance, number or seed makes others. */
  name: string;
  measured: Readonly<Record<string, Measured>>;
}

/** Steps against quality and seconds, measured on this device. */
export const samplers = createStore<SamplersState>(() => ({
  status: { kind: 'idle' },
  doing: null,
  name: '',
  measured: {},
}));

/** Why a network's samples cannot be judged by class; null where they can. */
export function whyNotJudged(used: UsedNetwork): string | null {
  return used.size === 28 ? whyNoClass(used) : 'The judge reads digits of 28 × 28 pixels only.';
}

/** What decides the figures. */
function samplersName(): string {
  const { gridSeed, aGuidance, judged } = view.getState();
  const { used } = network.getState();
  return JSON.stringify([used.name, used.checksum, gridSeed, aGuidance, judged]);
}

/** What is in the store as long as it is of these settings. */
export const measuredNow = ({ name, measured }: SamplersState): SamplersState['measured'] =>
  name === samplersName() ? measured : {};

let abort: AbortController | null = null;

function doing(id: string, text: string, share = 0, secondsLeft: number | null = null): void {
  samplers.setState({ doing: { id, text, share, secondsLeft } });
}

async function judge(id: string, pictures: Float32Array, labels: readonly number[], signal: AbortSignal) {
  const baseUrl = new URL('.', document.baseURI).href;
  const { guesses, ...distances } = await runJob(signal, (ready) =>
    ready.run(
      'judge',
      { pictures, labels, reference: REFERENCE, baseUrl },
      {
        signal,
        onEvent: (event) => {
          if (event.kind === 'progress') doing(id, 'judged', event.judged / event.total);
          else doing(id, 'the judge is downloaded', event.loaded / event.total);
        },
      },
    ),
  );
  const right = labels.filter((label, i) => guesses[i] === label).length;
  return { accuracy: right / labels.length, ...distances };
}

async function measureReal(count: number, signal: AbortSignal): Promise<Measured> {
  const pack = await requirePack(packs[0]);
  signal.throwIfAborted();
  // As many of each class as the samples have.
  const chosen = Array.from({ length: 10 }, (_, label) =>
    digitsOfClass(pack, label).slice(0, count / 10),
  ).flat();
  const pictures = new Float32Array(chosen.length * PIXELS);
  chosen.forEach((i, k) => pictures.set(digit(pack, i), k * PIXELS));
  const labels = chosen.map((i) => pack.labels[i]);
  return { seconds: 0, ...(await judge(REAL, pictures, labels, signal)) };
}

async function measureOne(
  { id, sampler, steps }: Contender,
  used: UsedNetwork,
  state: ViewState,
  signal: AbortSignal,
): Promise<Measured> {
  const tiles = Array.from({ length: state.judged }, (_, tile) => tile);
  const labels = tiles.map((tile) => labelFor(used, tile % 10));
  const { x0, seconds } = await ask(
    used,
    {
      network: used.name,
      seed: state.gridSeed,
      seeds: tiles.map((tile) => seedOf(state, tile)),
      labels,
      schedule: { name: used.schedule, T },
      sampler,
      steps,
      eta: 0,
      guidance: guidanceFor(used, 0, state.aGuidance),
      keep: 'last',
    },
    {
      signal,
      onEvent: (event) => {
        if (event.kind === 'progress') doing(id, 'sampled', event.step / event.steps, event.secondsLeft);
      },
    },
  );
  return { seconds: seconds / state.judged, ...(await judge(id, x0, labels, signal)) };
}

/** Measures what has not been measured, one after the other. */
export async function measureSamplers(): Promise<void> {
  stopMeasuring();
  const { used } = network.getState();
  if (whyNotJudged(used) !== null) return;
  const own = (abort = new AbortController());
  const name = samplersName();
  const state = view.getState();
  samplers.setState((before) => ({ status: { kind: 'running' }, name, measured: measuredNow(before) }));
  const put = (id: string, found: Measured): void =>
    samplers.setState(({ measured }) => ({ measured: { ...measured, [id]: found } }));
  try {
    const { measured } = samplers.getState();
    doing(REAL, 'judged');
    if (!(REAL in measured)) put(REAL, await measureReal(state.judged, own.signal));
    for (const one of CONTENDERS) {
      if (one.id in measured) continue;
      doing(one.id, 'sampled');
      put(one.id, await measureOne(one, used, state, own.signal));
    }
    samplers.setState({ status: { kind: 'done' }, doing: null });
  } catch (caught) {
    if (own.signal.aborted) return;
    samplers.setState({ status: { kind: 'failed', error: toFailure(caught) }, doing: null });
  }
}

/** Stops; what has been measured stays. @returns whether something was under way */
export function stopMeasuring(): boolean {
  abort?.abort();
  abort = null;
  const running = samplers.getState().status.kind === 'running';
  if (running) samplers.setState({ status: { kind: 'stopped' }, doing: null });
  return running;
}

/** Stops the measurement when it is of other settings than the view's. Returns how to stop watching. */
export function followSamplers(): () => void {
  return view.subscribe(() => {
    const { status, name } = samplers.getState();
    if (status.kind === 'running' && name !== samplersName()) stopMeasuring();
  });
}
