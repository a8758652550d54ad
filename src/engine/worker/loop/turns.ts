import type { Capability } from '../../../model/openBackend';
import { nextMacrotask } from './eventLoop';

/** How often other jobs get a turn: a cancel waits so long at most, and a turn costs a tenth of a millisecond or more. */
const TURN_MS = 12;

/** Lets other jobs have a turn, if the last one was long ago; a cancel arrives then. */
export class Turns {
  private last = performance.now();

  /** @param backend on a GPU every call gives a turn: what is asked of it takes this thread no time, and its answers arrive in turns */
  constructor(
    private readonly signal: AbortSignal,
    private readonly backend: Capability['backend'] = 'cpu',
  ) {}

  /** @returns whether others had a turn @throws the signal's reason once that is aborted */
  async take(): Promise<boolean> {
    this.signal.throwIfAborted();
    const now = performance.now();
    if (!this.onGpu && now - this.last < TURN_MS) return false;
    this.last = now;
    await nextMacrotask(this.signal);
    return true;
  }

  get onGpu(): boolean {
    return this.backend === 'webgpu' || this.backend === 'webgl';
  }
}
