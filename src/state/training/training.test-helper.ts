import { IDBFactory } from 'fake-indexeddb';
import { cancelled, EngineFailure, type EngineErrorCode } from '../../engine/protocol/errors';
import type { BackendName, Capability, ResultOf } from '../../engine/protocol/jobs';
import type { TrainConfig, TrainEvent, TrainRequest, TrainResult } from '../../engine/protocol/train';
import type { Trainer } from '../engine/trainer';
import { FakeClock } from '../fakes.test-helper';
import { patchView, resetView, view } from '../link/view';
import { notices } from '../notices';
import { NAME } from '../runs/runs.test-helper';
import { openRunStore } from '../runs/runStore';
import type { TrainEnvironment } from './environment';
import type { TrainingKind } from './trainingKind';
import { TrainingRun } from './trainingRun';

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

/** Trainings with some of the view's settings. */
export const someTraining: TrainingKind = {
  newRun() {
    const { trainBatch: batch, trainRate: learningRate, trainSeed: seed, trainGoal } = view.getState();
    return new TrainingRun(`seed ${seed}`, { ...CONFIG, batch, learningRate, seed }, trainGoal);
  },
  onGoal: (trainGoal) => patchView({ trainGoal }),
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

export const failure = (code: EngineErrorCode): EngineFailure =>
  new EngineFailure(code, 'It failed.', 'Go on.');

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
class FakeTrainer implements Trainer {
  readonly jobs: FakeUpdates[] = [];
  /** Why the worker was ended, each time. */
  readonly reasonsToEnd: EngineFailure[] = [];
  /** Answers what is asked besides updates. */
  answer: (job: string, request: unknown) => unknown = () => {
    throw failure('bad-request');
  };

  /** What was asked for last. */
  get job(): FakeUpdates {
    const job = this.jobs.at(-1);
    if (!job) throw new Error('Nothing has been asked for.');
    return job;
  }

  readonly runWatched: Trainer['runWatched'] = async (name, request, _, options = {}) => {
    type Result = ResultOf<typeof name>;
    if (name !== 'train') return this.answer(name, request) as Result;
    const { signal, finish, onEvent } = options as Options;
    return new Promise<TrainResult>((resolve, reject) => {
      const never = new AbortController().signal;
      signal?.addEventListener('abort', () => reject(cancelled()));
      this.jobs.push({
        request: request as TrainRequest,
        signal: signal ?? never,
        finish: finish ?? never,
        tell: (...events) => events.forEach((event) => onEvent?.(event)),
        end: (update, more) => resolve({ state: stateAt(update), seconds: 1, backend: 'wasm', ...more }),
        fail: reject,
      });
    });
  };

  readonly end = (reason: EngineFailure): void => {
    this.reasonsToEnd.push(reason);
    this.jobs.forEach(({ fail }) => fail(reason));
  };
}

/** What the stores take from outside themselves, in the hands of a test. The view and what is stored start anew. */
export function testEnvironment() {
  globalThis.indexedDB = new IDBFactory();
  resetView();
  notices.setState({ list: [] });
  const trainer = new FakeTrainer();
  const clock = new FakeClock();
  const visibility: (() => void)[] = [];
  let isHidden = false;
  let becomeOwner = (): void => undefined;
  const environment: TrainEnvironment = {
    trainer,
    clock,
    tab: {
      baseUrl: () => 'https://example.org/',
      backend: () => undefined,
      isHidden: () => isHidden,
      onVisibility: (listener) => void visibility.push(listener),
    },
    openRuns: (events) => openRunStore(NAME, { ...events, patienceMs: 300 }),
    claimRuns: (onOwner) => {
      becomeOwner = onOwner;
      return Promise.resolve(world.isOwner);
    },
  };
  const world = {
    ...environment,
    trainer,
    clock,
    /** Whether this tab owns the runs when it opens. */
    isOwner: true,
    becomeOwner: () => becomeOwner(),
    hide: (hidden: boolean): void => {
      isHidden = hidden;
      visibility.forEach((listener) => listener());
    },
    /** Messages that are on the screen. */
    said: () => notices.getState().list.map(({ text }) => text),
  };
  return world;
}
