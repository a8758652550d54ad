import type { Sampler } from '../../../diffusion/steps';
import { joinPictures } from '../../../diffusion/pictures/pixels';
import { DIGITS } from '../../../state/link/fieldKinds';
import { baseUrl } from '../../../state/baseUrl';
import { createStore } from 'zustand/vanilla';
import { digit, digitsOfClass } from '../../../data/pack';
import { packs } from '../../../data/packs';
import { toFailure } from '../../../state/engine/failure';
import { browser, type Environment } from '../../../state/environment';
import type { ViewState } from '../../../state/link/fields/table';
import { view } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import {
  guidanceFor,
  labelFor,
  weightsKey,
  whyNoClass,
  type UsedNetwork,
} from '../../../state/network/usedNetwork';
import { T } from '../../../state/picture/forwardPath';
import { requirePack } from '../../../state/picture/source';
import { sample } from '../../../state/samples/sample';
import type { TaskStatus } from '../../../state/task';
import { TEXTS } from '../texts';
import { tileSeed } from './plans';

/** From the quickest to the slowest, so that most are measured where somebody stops. */
const SAMPLERS: readonly (readonly [Sampler, steps: number])[] = [
  ['ddim', 5],
  ['dpmpp-2m', 5],
  ['heun', 5],
  ['ddim', 10],
  ['dpmpp-2m', 10],
  ['heun', 10],
  ['dpmpp-2m', 20],
  ...[25, 50, 100].map((steps) => ['ddim', steps] as const),
  ['ddpm', 100],
  ['ddpm', 1000],
];

/** The ways of sampling that are measured. */
export const CONTENDERS = SAMPLERS.map(([sampler, steps]) => ({ id: `${sampler} ${steps}`, sampler, steps }));

/** The id of real digits, measured like samples: the quality that there is to reach. */
export const REAL = 'real';

/** Test digits whose features are compared with those of the samples. */
export const REFERENCE = 500;

/** Quality of a set of pictures, and what they cost. */
export interface Measured {
  /** Of one picture, measured here; 0 if nothing was sampled. */
  readonly seconds: number;
  /** Share that the judge reads as the class asked for. */
  readonly accuracy: number;
  /** KID of shapes, and of grain (engine/protocol/judge). */
  readonly kernelDistance: number;
  readonly grainDistance: number;
}

/** What is being done with a contender's pictures. */
type Activity = 'judged' | 'downloaded' | 'sampled';

/** How far the measurement of one contender is. */
interface Measuring {
  readonly id: string;
  readonly activity: Activity;
  /** Share of the activity that is done. */
  readonly share: number;
  readonly secondsLeft: number | null;
}

/** One contender being measured. */
interface Measurement {
  readonly signal: AbortSignal;
  readonly report: (activity: Activity, share: number, secondsLeft?: number | null) => void;
}

/** Pictures to be judged, the digits that they should show, and the seconds that all of them took. */
interface Pictures {
  readonly pictures: Float32Array;
  readonly labels: readonly number[];
  readonly seconds: number;
}

interface ComparisonState {
  readonly status: TaskStatus<Measuring>;
  /** The settings that the figures belong to. */
  readonly key: string;
  readonly measured: Readonly<Record<string, Measured>>;
}

/** Why a network's samples cannot be judged by class; null if they can. */
export function whyNotJudged(used: UsedNetwork): string | null {
  return used.size === 28 ? whyNoClass(used) : TEXTS.only28;
}

/** Cache key of the figures. */
function figuresKey(): string {
  const { gridSeed, aGuidance, judged } = view.getState();
  return [weightsKey(network.getState().used), gridSeed, aGuidance, judged].join();
}

/** The figures in the store if they belong to the view's settings; else none. */
export const currentFigures = ({ key, measured }: ComparisonState): ComparisonState['measured'] =>
  key === figuresKey() ? measured : {};

/** Real digits, as many of each class as the samples have. */
async function realDigits(count: number): Promise<Pictures> {
  const pack = await requirePack(packs[0]);
  const chosen = DIGITS.flatMap((label) => digitsOfClass(pack, label).slice(0, count / 10));
  const pictures = joinPictures(chosen.map((i) => digit(pack, i)));
  return { pictures, labels: chosen.map((i) => pack.labels[i]), seconds: 0 };
}

/**
 * Steps against quality and seconds, measured on this device. Not a `task`: figures come in one by one, and
 * those that are there stay when it is stopped.
 */
export function createSamplerComparison({ runJob }: Pick<Environment, 'runJob'>) {
  const store = createStore<ComparisonState>(() => ({ status: { kind: 'idle' }, key: '', measured: {} }));
  let controller: AbortController | null = null;

  async function judge(
    { pictures, labels, seconds }: Pictures,
    { signal, report }: Measurement,
  ): Promise<Measured> {
    const request = { pictures, labels, reference: REFERENCE, baseUrl: baseUrl() };
    const { guesses, ...distances } = await runJob(signal, (engine) =>
      engine.run('judge', request, {
        signal,
        onEvent: (event) => {
          if (event.kind === 'progress') report('judged', event.judged / event.total);
          else report('downloaded', event.loaded / event.total);
        },
      }),
    );
    const right = labels.filter((label, i) => guesses[i] === label).length;
    return { seconds: seconds / labels.length, accuracy: right / labels.length, ...distances };
  }

  async function drawSamples(
    { sampler, steps }: (typeof CONTENDERS)[number],
    used: UsedNetwork,
    { judged, gridSeed, aGuidance }: ViewState,
    { signal, report }: Measurement,
  ): Promise<Pictures> {
    const tiles = Array.from({ length: judged }, (_, tile) => tile);
    const labels = tiles.map((tile) => labelFor(used, tile % 10));
    const { x0, seconds } = await sample(
      runJob,
      used,
      {
        network: used.name,
        seed: gridSeed,
        seeds: tiles.map((tile) => tileSeed({ gridSeed }, tile)),
        labels,
        schedule: { name: used.schedule, T },
        sampler,
        steps,
        eta: 0,
        guidance: guidanceFor(used, 0, aGuidance),
        keep: 'last',
      },
      {
        signal,
        onEvent: (event) => {
          if (event.kind === 'progress') report('sampled', event.step / event.steps, event.secondsLeft);
        },
      },
    );
    return { pictures: x0, labels, seconds };
  }

  /** Measures what has not been measured, one after the other. */
  async function start(): Promise<void> {
    stop();
    const { used } = network.getState();
    if (whyNotJudged(used) !== null) return;
    const { signal } = (controller = new AbortController());
    const state = view.getState();
    const measured = currentFigures(store.getState());
    store.setState({ status: { kind: 'running', progress: null }, key: figuresKey(), measured });
    const measure = async (
      id: string,
      firstActivity: Activity,
      draw: (measurement: Measurement) => Promise<Pictures>,
    ): Promise<void> => {
      if (id in measured) return;
      const report: Measurement['report'] = (activity, share, secondsLeft = null) => {
        const progress = { id, activity, share, secondsLeft };
        if (!signal.aborted) store.setState({ status: { kind: 'running', progress } });
      };
      report(firstActivity, 0);
      const pictures = await draw({ signal, report });
      signal.throwIfAborted();
      const figures = await judge(pictures, { signal, report });
      signal.throwIfAborted();
      store.setState((before) => ({ measured: { ...before.measured, [id]: figures } }));
    };
    try {
      await measure(REAL, 'judged', () => realDigits(state.judged));
      for (const contender of CONTENDERS)
        await measure(contender.id, 'sampled', (measurement) =>
          drawSamples(contender, used, state, measurement),
        );
      store.setState({ status: { kind: 'done' } });
    } catch (caught) {
      if (!signal.aborted) store.setState({ status: { kind: 'failed', error: toFailure(caught) } });
    }
  }

  /** Stops; what has been measured stays. @returns whether something was under way */
  function stop(): boolean {
    controller?.abort();
    controller = null;
    const isRunning = store.getState().status.kind === 'running';
    if (isRunning) store.setState({ status: { kind: 'stopped' } });
    return isRunning;
  }

  /** Stops measuring for other settings than the view's, while the view is open. @returns a function that stops it */
  function follow(): () => void {
    const end = view.subscribe(() => {
      if (store.getState().key !== figuresKey()) stop();
    });
    return () => {
      end();
      stop();
    };
  }

  return { store, start, stop, follow };
}

export const samplerComparison = createSamplerComparison(browser);
