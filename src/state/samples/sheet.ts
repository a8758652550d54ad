import { createStore } from 'zustand/vanilla';
import { toEngineError } from '../../engine/protocol/errors';
import type { SampleEvent, SampleRequest } from '../../engine/protocol/jobs';
import { browser, type Environment } from '../environment';
import type { UsedNetwork } from '../network/usedNetwork';
import type { TaskStatus } from '../task';
import { SampleRun, SampleRunCache } from './sampleRun';
import { canResume, completeRun } from './sample';

export type Progress = Omit<Extract<SampleEvent, { kind: 'progress' }>, 'kind'>;

/** Samples to be computed. */
export interface Plan {
  /** Cache key: equal names mean equal pictures. */
  readonly name: string;
  readonly used: UsedNetwork;
  readonly request: SampleRequest;
}

export interface SheetState {
  plan: Plan | null;
  status: TaskStatus<Progress>;
  /** The samples: complete, growing, or what was there when they were stopped. */
  run: SampleRun | null;
  /** How many of their states are there. */
  filled: number;
}

/** Seconds that the samples took; undefined if they come from memory or were computed in parts. */
export const secondsTaken = ({ status }: Pick<SheetState, 'status'>): number | undefined =>
  status.kind === 'done' ? status.seconds : undefined;

/** Bytes that the states of one sheet may take; of a longer run only every n-th state is kept. */
const SHEET_BYTES = 64e6;

/** Runs of all views, complete or to be gone on with, in 256 MB: four of the largest sheets. */
const completeRuns = new SampleRunCache(256e6);

/** n, where every n-th state of a run is kept so that they fit into memory. */
export function storedStateInterval(count: number, steps: number, pixels: number): number {
  return Math.min(25, Math.max(1, Math.ceil((count * (steps + 1) * pixels * 8) / SHEET_BYTES)));
}

/** A set of samples from one request: computed when asked for, stopped and resumed, with every kept state in memory. */
export class Sheet {
  readonly store = createStore<SheetState>(() => ({
    plan: null,
    status: { kind: 'idle' },
    run: null,
    filled: 0,
  }));
  private controller: AbortController | null = null;

  constructor(
    private readonly environment: Pick<Environment, 'runJob'> = browser,
    private readonly cache = completeRuns,
  ) {}

  /** Shows the samples of a plan: from memory, or none until they are computed. What runs for another plan ends. */
  show(plan: Plan | null): void {
    if (plan?.name === this.store.getState().plan?.name) return;
    this.halt();
    const run = (plan && this.cache.get(plan.name)) ?? null;
    this.store.setState({ plan, run, filled: run?.filled ?? 0, status: { kind: 'idle' } });
  }

  get busy(): boolean {
    const { kind } = this.store.getState().status;
    return kind === 'waiting' || kind === 'running';
  }

  /** Whether there is something to compute. */
  get missing(): boolean {
    const { plan, run } = this.store.getState();
    return plan !== null && !run?.complete;
  }

  /** Marks the sheet as about to start, or takes that back. */
  expect(soon = true): void {
    if (soon && this.missing && !this.busy) this.store.setState({ status: { kind: 'waiting' } });
    if (!soon && this.busy && !this.controller) this.store.setState({ status: { kind: 'idle' } });
  }

  /** Computes the samples, from their newest state on unless all of them shall be `anew`. */
  async start({ anew = false } = {}): Promise<void> {
    const { plan, run: before } = this.store.getState();
    if (!plan || this.controller) return;
    // All states came, and only the end of the job failed.
    if (before?.isFull && !anew) {
      this.keep(before);
      this.store.setState({ status: { kind: 'idle' } });
      return;
    }
    const { request, used } = plan;
    const { every = 1, steps, labels } = request;
    const run =
      anew || !canResume(request) || !before || before.complete
        ? new SampleRun(plan.name, Math.ceil(steps / every), labels.length, used.size ** 2)
        : before;
    const controller = (this.controller = new AbortController());
    this.store.setState({ run, filled: run.filled, status: { kind: 'waiting' } });
    try {
      const seconds = await completeRun(this.environment.runJob, used, request, run, {
        signal: controller.signal,
        onStart: () => this.store.setState({ status: { kind: 'running', progress: null } }),
        onEvent: (event) => this.receive(run, event),
      });
      if (controller !== this.controller) return;
      this.keep(run);
      this.controller = null;
      this.store.setState({ status: { kind: 'done', seconds } });
    } catch (caught) {
      if (controller !== this.controller) return;
      this.controller = null;
      this.store.setState({ status: { kind: 'failed', error: toEngineError(caught) } });
    }
  }

  /** Stops; what is there stays. */
  cancel(): void {
    if (!this.busy) return;
    this.halt();
    const { run } = this.store.getState();
    // Once x_0 is there, only the word that this was all is still on its way: nothing is missing.
    if (run?.isFull) this.keep(run);
    this.store.setState({ status: { kind: run?.isFull ? 'idle' : 'stopped' } });
  }

  /** Stops, and leaves what is there to the sheet that shows the plan next, if it can go on from it. */
  giveWay(): void {
    this.cancel();
    const { plan, run } = this.store.getState();
    if (plan && run && canResume(plan.request)) this.cache.put(run);
  }

  /** The state of a sample at t, or at the nearest t that is there; null if none is. */
  frameAt(t: number, sample: number): Float32Array | null {
    const { run } = this.store.getState();
    const index = run?.indexOf(t) ?? -1;
    return run && index >= 0 && sample < run.count ? run.frame(index, sample) : null;
  }

  /** The t of the state that `frameAt` gives; NaN if it gives none. */
  nearestT(t: number): number {
    const { run } = this.store.getState();
    return run?.times[run.indexOf(t)] ?? NaN;
  }

  private halt(): void {
    this.controller?.abort();
    this.controller = null;
  }

  private keep(run: SampleRun): void {
    run.complete = true;
    this.cache.put(run);
  }

  private receive(run: SampleRun, event: SampleEvent): void {
    if (event.kind === 'frames') {
      run.append(event);
      this.store.setState({ filled: run.filled });
    } else {
      const { step, steps, stepsPerSecond, secondsLeft } = event;
      this.store.setState({
        status: { kind: 'running', progress: { step, steps, stepsPerSecond, secondsLeft } },
      });
    }
  }
}
