import { nextMacrotask } from '../loop/eventLoop';

/** How often other jobs get a turn. */
const TURN_MS = 12;

/** Lets other jobs have a turn, if the last one was long ago; a cancel arrives then. */
export class Turns {
  private last = performance.now();

  constructor(private readonly signal: AbortSignal) {}

  /** @throws the signal's reason once that is aborted */
  async take(): Promise<void> {
    if (performance.now() - this.last < TURN_MS) return;
    await nextMacrotask(this.signal);
    this.last = performance.now();
  }
}
