import { cancelled } from '../../../engine/protocol/errors';
import type { EngineErrorCode, EngineFailure } from '../../../engine/protocol/errors';
import { EngineFailure as Failure } from '../../../engine/protocol/errors';
import type { BackendName, Capability } from '../../../engine/protocol/jobs';
import type { TrainConfig, TrainEvent, TrainRequest, TrainResult } from '../../../engine/protocol/train';

export const CONFIG: TrainConfig = {
  network: 'tiny',
  seed: 0,
  batch: 8,
  learningRate: 0.005,
  output: 'v',
  weighting: 'v',
  schedule: 'linear',
  average: 0.995,
  digits: 1000,
  label: 10,
};

/** A training's state whose numbers tell its update. */
export const stateAt = (update: number) => ({ update, numbers: Float32Array.of(update) });

/** The losses of some updates, one after another. */
export const losses = (first: number, ...epsilon: number[]): TrainEvent => ({
  kind: 'losses',
  first,
  epsilon: Float32Array.from(epsilon),
  trained: Float32Array.from(epsilon),
  learningRate: Float32Array.from(epsilon, () => 0.005),
  bands: new Float32Array(10 * epsilon.length).fill(1),
});

export const mirror = (update: number): TrainEvent => ({ kind: 'mirror', state: stateAt(update) });

export const milestone = (update: number): TrainEvent => ({
  kind: 'milestone',
  milestone: {
    update,
    heldOutLoss: 1 / (1 + update),
    times: new Int32Array(11),
    xt: new Float32Array(10),
  },
  averaged: Float32Array.of(update),
});

export const started = (backend: BackendName = 'wasm', more: Partial<Capability> = {}): TrainEvent => ({
  kind: 'started',
  capability: { backend, device: `a ${backend}`, software: false, canaryMs: 1, notes: [], ...more },
});

export const failure = (code: EngineErrorCode): EngineFailure => new Failure(code, 'It failed.', 'Go on.');

/** Updates of a training whose course the test decides. */
export interface FakeUpdates {
  readonly request: TrainRequest;
  readonly signal: AbortSignal;
  readonly finish: AbortSignal;
  readonly tell: (...events: TrainEvent[]) => void;
  readonly end: (update: number, more?: Partial<TrainResult>) => void;
  readonly fail: (reason: EngineFailure) => void;
}

interface Options {
  readonly signal?: AbortSignal;
  readonly finish?: AbortSignal;
  readonly onEvent?: (event: TrainEvent) => void;
}

/** A trainer that keeps what it is asked for, for the test to go through. */
export class FakeTrainer {
  readonly jobs: FakeUpdates[] = [];
  readonly reasonsToEnd: EngineFailure[] = [];

  /** What was asked for last. */
  get job(): FakeUpdates {
    const job = this.jobs.at(-1);
    if (!job) throw new Error('Nothing has been asked for.');
    return job;
  }

  readonly train = (request: TrainRequest, options: Options): Promise<TrainResult> =>
    new Promise((resolve, reject) => {
      const { signal = new AbortController().signal, finish = signal, onEvent } = options;
      signal.addEventListener('abort', () => reject(cancelled()));
      this.jobs.push({
        request,
        signal,
        finish,
        tell: (...events) => events.forEach((event) => onEvent?.(event)),
        end: (update, more) => resolve({ state: stateAt(update), seconds: 1, backend: 'wasm', ...more }),
        fail: reject,
      });
    });

  readonly end = (reason: EngineFailure): void => {
    this.reasonsToEnd.push(reason);
    this.jobs.forEach(({ fail }) => fail(reason));
  };
}
