import { createStore } from 'zustand/vanilla';
import { addedStd, additiveAsSchedule } from '../../../diffusion/forward';
import { fillGaussian, fold, key, STREAM } from '../../../diffusion/random';
import { makeSchedule } from '../../../diffusion/schedule';
import type { Schedule, ScheduleName } from '../../../diffusion/schedule';
import { reverseStep } from '../../../diffusion/steps';
import type { StepRule, Variance } from '../../../diffusion/steps';
import { stepAt, stepTerms } from '../../../diffusion/stepTerms';
import type { StepTerms, Writing } from '../../../diffusion/stepTerms';
import { playBack } from '../../../diffusion/tape';
import { timesteps } from '../../../diffusion/timesteps';
import { toEngineError } from '../../../engine/protocol/errors';
import type { SampleRequest } from '../../../engine/protocol/jobs';
import type { ProgressEvent } from '../../../engine/protocol/progress';
import { runJob } from '../../../state/engine/runJob';
import { shownX0 } from '../../../state/picture/shownX0';
import { T } from '../../../state/picture/forwardPath';
import { isNetworkHere, network, provide } from '../../../state/network/network';
import { notify } from '../../../state/notices';
import { source } from '../../../state/picture/source';
import { labelFor, weightsOf } from '../../../state/network/usedNetwork';
import { Run } from '../../../state/samples/run';
import { view } from '../../../state/link/view';
import { ANY_DIGIT } from '../../../state/link/fieldKinds';
import type { ViewState } from '../../../state/link/fields/table';

/** Steps of every rule. */
export const STEPS = 250;
/** Noises that each rule starts from, so that one sees whether it makes one picture or many. */
const NOISES = 2;
/** Where the rule starts that does not begin at t = 1000: it has one step for each t. */
export const MID_START = 250;
const SETTLE_MS = 300;

/** A way back on digits, as data of a request. */
interface Way {
  readonly sampler: StepRule;
  readonly variance?: Variance;
  /** Of what the run starts: the x_T of the seed, the same noise at MID_START, or the digit's own way down, additive. */
  readonly from: 'noise' | 'middle' | 'digit';
  /** In what its equation is written, where that is not a mean; not part of the request. */
  readonly writing?: Writing;
}

/** The rules, in the order of the page; `tape` asks no network. */
const WAYS = {
  ddpm: { sampler: 'ddpm', from: 'noise' },
  'ddpm-beta': { sampler: 'ddpm', variance: 'beta', from: 'noise' },
  ddim: { sampler: 'ddim', from: 'noise', writing: 'noise' },
  'no-noise': { sampler: 'no-noise', from: 'noise' },
  'mid-start': { sampler: 'ddpm', from: 'middle' },
  additive: { sampler: 'ddpm', from: 'digit', writing: 'additive' },
  founding: { sampler: 'founding', from: 'digit', writing: 'additive' },
  tape: null,
} as const satisfies Record<string, Way | null>;

export type DigitRule = keyof typeof WAYS;
export const DIGIT_RULES = Object.keys(WAYS) as DigitRule[];

/** Whether a rule starts from the digit's own way down. */
export const isOfDigit = (rule: DigitRule): boolean => WAYS[rule] === null || WAYS[rule].from === 'digit';

/** Of a rule on a network's schedule the step at t, with the numbers that the engine steps by. */
export function digitStep(rule: DigitRule, name: ScheduleName) {
  const base = makeSchedule(name, T);
  const way: Way | null = WAYS[rule];
  const schedule = isOfDigit(rule) ? additiveAsSchedule(base) : base;
  const times = timesteps(T, STEPS, 'linspace', way?.from === 'middle' ? MID_START : T);
  return (at: number): { t: number; tPrev: number; terms: StepTerms } => {
    const { t, tPrev } = stepAt(times, at);
    if (!way) return { t, tPrev, terms: { x0Hat: 0, xt: 1, epsilonHat: -addedStd(base, t, tPrev), z: 0 } };
    const numbers = reverseStep(schedule, t, tPrev, { ...way, eta: 0 });
    return { t, tPrev, terms: stepTerms(way.writing ?? 'mean', schedule, numbers, t, tPrev) };
  };
}

/** What a rule has done so far. */
export interface DigitRun {
  readonly kind: 'waiting' | 'running' | 'done' | 'stopped';
  readonly run: Run | null;
  /** States that are here: it changes when frames arrive. */
  readonly filled: number;
}

const WAITING: DigitRun = { kind: 'waiting', run: null, filled: 0 };

interface DigitRules {
  /** What decides the runs; null before the first. */
  readonly name: string | null;
  /** The digit that the additive rules start from. */
  readonly x0: Float32Array | null;
  readonly runs: Readonly<Record<DigitRule, DigitRun>>;
  readonly progress: ProgressEvent | null;
}

const none = (): DigitRules['runs'] =>
  Object.fromEntries(DIGIT_RULES.map((rule) => [rule, WAITING])) as unknown as DigitRules['runs'];

/** The rules' pictures, for one seed, class, digit and network. */
export const digitRules = createStore<DigitRules>(() => ({
  name: null,
  x0: null,
  runs: none(),
  progress: null,
}));

const patch = (rule: DigitRule, change: Partial<DigitRun>): void =>
  digitRules.setState(({ runs }) => ({ runs: { ...runs, [rule]: { ...runs[rule], ...change } } }));

const nameOf = ({ network: name, seed, label, source: digit }: ViewState): string =>
  [name, weightsOf(network.getState().used), seed, label, digit].join();

/** The noise that all start from: x_T of the seed's first samples, [NOISES, pixels] flat. */
function noiseOf(seed: number, pixels: number): Float32Array {
  const k = fold(key(seed), STREAM.reverse);
  const noise = new Float32Array(NOISES * pixels);
  for (let i = 0; i < NOISES; i++)
    fillGaussian(fold(fold(k, i), 0), noise.subarray(i * pixels, (i + 1) * pixels));
  return noise;
}

/** The digit's way down with recorded noise, and the tape played backwards, from each noise. */
function tapeOf(seed: number, x0: Float32Array, schedule: Schedule): Run {
  const times = Int32Array.of(...timesteps(T, STEPS), 0);
  const run = new Run('tape', STEPS, NOISES, x0.length);
  const xt = new Float32Array(run.xt.length);
  for (let i = 0; i < NOISES; i++) {
    const back = playBack(schedule, fold(fold(key(seed), STREAM.forward), i), x0, times);
    times.forEach((_, at) => xt.set(back.frame(at), (at * NOISES + i) * x0.length));
  }
  run.append({ kind: 'frames', index: 0, times, xt, x0Hat: xt });
  return run;
}

const both = (label: number): number[] => Array<number>(NOISES).fill(label);

let abort: AbortController | null = null;

async function runAll(state: ViewState, { signal }: AbortController): Promise<void> {
  try {
    const { used } = network.getState();
    const { x0 } = digitRules.getState();
    if (!x0) return;
    const { seed } = state;
    const tape = tapeOf(seed, x0, makeSchedule(used.schedule, T));
    patch('tape', { kind: 'done', run: tape, filled: tape.filled });
    await runJob(signal, async (ready) => {
      await provide(ready, used);
      for (const rule of DIGIT_RULES) {
        const way: Way | null = WAYS[rule];
        if (way === null || digitRules.getState().runs[rule].kind === 'done') continue;
        signal.throwIfAborted();
        const run = new Run(rule, STEPS, NOISES, x0.length);
        patch(rule, { kind: 'running', run, filled: 0 });
        const schedule = { name: used.schedule, T };
        const starts = {
          noise: {},
          middle: { start: { t: MID_START, pictures: noiseOf(seed, x0.length) } },
          digit: {
            schedule: { ...schedule, additive: true },
            start: { t: T, pictures: tape.xt.slice(0, NOISES * x0.length) },
            // The digit is in x_T already: another class would contradict it.
            labels: both(labelFor(used, ANY_DIGIT)),
          },
        } satisfies Record<Way['from'], Partial<SampleRequest>>;
        const { from, sampler, variance } = way;
        await ready.run(
          'sample',
          {
            network: used.name,
            seed,
            labels: both(labelFor(used, state.label)),
            schedule,
            steps: STEPS,
            eta: 0,
            guidance: 0,
            keep: 'all',
            sampler,
            ...(variance && { variance }),
            ...starts[from],
          },
          {
            signal,
            onEvent: (event) => {
              if (event.kind === 'progress') digitRules.setState({ progress: event });
              else {
                run.append(event);
                patch(rule, { filled: run.filled });
              }
            },
          },
        );
        patch(rule, { kind: 'done', filled: run.filled });
      }
    });
  } catch (caught) {
    if (signal.aborted) return;
    const error = toEngineError(caught);
    stopDigitRules();
    notify({ kind: 'error', text: `${error.message} ${error.remedy}` });
  }
}

/** Lets every rule bring its picture back, one after the other; those that are there for this view stay. */
export function runDigitRules(): void {
  const state = view.getState();
  abort?.abort();
  abort = null;
  // The network and the digit may still be on their way; what brings them calls again.
  if (!isNetworkHere(state.network) || source.getState().picture.source !== state.source) return;
  const name = nameOf(state);
  if (digitRules.getState().name !== name)
    digitRules.setState({ name, x0: shownX0(), runs: none(), progress: null });
  const rule = current();
  if (rule) patch(rule, { kind: 'waiting' });
  abort = new AbortController();
  void runAll(state, abort);
}

/** Where they are, or wait for the engine: they run in the order of the page. */
const current = (): DigitRule | undefined =>
  DIGIT_RULES.find((rule) => digitRules.getState().runs[rule].kind !== 'done');

let settling: ReturnType<typeof setTimeout> | undefined;

/** Stops them, also before they have begun; what is there stays. */
export function stopDigitRules(): void {
  clearTimeout(settling);
  abort?.abort();
  const rule = current();
  if (rule) patch(rule, { kind: 'stopped' });
}

/** Keeps the pictures those of the view while somebody looks at them. Returns how to stop. */
export function followDigitRules(): () => void {
  const again = (): void => {
    clearTimeout(settling);
    settling = setTimeout(runDigitRules, SETTLE_MS);
  };
  runDigitRules();
  const stops = [
    view.subscribe((state, before) => {
      if (nameOf(state) !== nameOf(before)) again();
    }),
    network.subscribe((state, before) => {
      if (state.used !== before.used) again();
    }),
    source.subscribe((state, before) => {
      if (state.picture !== before.picture) again();
    }),
  ];
  return () => {
    stops.forEach((stop) => stop());
    stopDigitRules();
  };
}
