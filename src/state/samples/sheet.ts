import { createStore } from 'zustand/vanilla';
import type { EngineError } from '../../engine/protocol/errors';
import { toEngineError } from '../../engine/protocol/errors';
import type { SampleEvent, SampleRequest } from '../../engine/protocol/jobs';
import { complete, fromPictures } from './sample';
import type { UsedNetwork } from '../network/usedNetwork';
import { Run, RunCache } from './run';

export type Progress = Omit<Extract<SampleEvent, { kind: 'progress' }>, 'kind'>;

export type SamplingStatus =
  | { kind: 'idle' }
  | { kind: 'waiting' }
  | { kind: 'running'; progress: Progress | null }
  | { kind: 'done'; seconds: number }
  | { kind: 'cancelled' }
  | { kind: 'failed'; error: EngineError };

/** Samples to be computed. */
export interface Plan {
  /** What decides them; equal names mean equal pictures. */
  readonly name: string;
  readonly used: UsedNetwork;
  readonly request: SampleRequest;
}

export interface SheetState {
  plan: Plan | null;
  status: SamplingStatus;
  /** The samples: whole, growing, or what was there when they were stopped. */
  run: Run | null;
  /** States of them that are here. */
  filled: number;
}

/** What the frames of one sheet may take; above it only every n-th is kept. */
const SHEET_BYTES = 64e6;
const cache = new RunCache(160e6);

/** Of a run's frames every n-th is kept, so that they fit into memory. */
export function everyOf(count: number, steps: number, pixels: number): number {
  return Math.min(25, Math.max(1, Math.ceil((count * (steps + 1) * pixels * 8) / SHEET_BYTES)));
}

/** A set of samples from one request: computed when asked, stopped and gone on with, every kept state in memory. */
export class Sheet {
  readonly store = createStore<SheetState>(() => ({
    plan: null,
    status: { kind: 'idle' },
    run: null,
    filled: 0,
  }));
  private abort: AbortController | null = null;

  /** Shows the samples of a plan: those in memory, or none until they are asked for. What runs for another one ends. */
  show(plan: Plan | null): void {
    if (plan?.name === this.store.getState().plan?.name) return;
    this.halt();
    const run = (plan && cache.get(plan.name)) ?? null;
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

  /** Says that it will start in a moment, or that it will not after all. */
  expect(soon = true): void {
    if (soon && this.missing && !this.busy) this.store.setState({ status: { kind: 'waiting' } });
    if (!soon && this.busy && !this.abort) this.store.setState({ status: { kind: 'idle' } });
  }

  /** Computes the samples: goes on from the last state that is here, or begins. */
  async start(anew = false): Promise<void> {
    const { plan, run: before } = this.store.getState();
    if (!plan || this.abort) return;
    const { request, used } = plan;
    const { every = 1, steps, labels } = request;
    const run =
      anew || fromPictures(request) || !before || before.complete
        ? new Run(plan.name, Math.ceil(steps / every), labels.length, used.size ** 2)
        : before;
    const abort = (this.abort = new AbortController());
    this.store.setState({ run, filled: run.filled, status: { kind: 'waiting' } });
    try {
      const seconds = await complete(used, request, run, {
        signal: abort.signal,
        onStart: () => this.store.setState({ status: { kind: 'running', progress: null } }),
        onEvent: (event) => this.receive(run, event),
      });
      if (abort !== this.abort) return;
      this.keep(run);
      this.abort = null;
      this.store.setState({ status: { kind: 'done', seconds } });
    } catch (caught) {
      if (abort !== this.abort) return;
      this.abort = null;
      this.store.setState({ status: { kind: 'failed', error: toEngineError(caught) } });
    }
  }

  /** Stops; what is here stays. */
  cancel(): void {
    if (!this.busy) return;
    this.halt();
    const { run } = this.store.getState();
    // Where x_0 has come and only the word that this was all was still on its way, nothing is missing.
    if (run?.isFull) this.keep(run);
    this.store.setState({ status: { kind: run?.isFull ? 'idle' : 'cancelled' } });
  }

  private halt(): void {
    this.abort?.abort();
    this.abort = null;
  }

  private keep(run: Run): void {
    run.complete = true;
    cache.put(run);
  }

  private receive(run: Run, event: SampleEvent): void {
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
