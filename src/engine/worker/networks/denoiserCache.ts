import type { Denoiser } from '../../../model/denoiser';

interface Entry<D> {
  readonly denoiser: D;
  /** Jobs that are using it. */
  users: number;
  /** No longer in the cache: the last user disposes it. */
  dropped: boolean;
}

/** Denoisers on one backend, by name. When there are too many, the least recently used one is dropped. */
export class DenoiserCache<D extends Denoiser = Denoiser> {
  private readonly entries = new Map<string, Entry<D>>();

  constructor(private readonly capacity: number) {}

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** Adds a denoiser, which the cache disposes; it replaces one of the same name. */
  put(name: string, denoiser: D): void {
    this.drop(name);
    this.entries.set(name, { denoiser, users: 0, dropped: false });
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= this.capacity) break;
      this.drop(oldest);
    }
  }

  /** Lends a denoiser to `job` until that ends, even if it is dropped meanwhile. @throws RangeError if there is none of this name */
  async *lend<Event, Result>(
    name: string,
    job: (denoiser: D) => AsyncGenerator<Event, Result, void>,
  ): AsyncGenerator<Event, Result, void> {
    const entry = this.entries.get(name);
    if (!entry) throw new RangeError(`there is no network "${name}"`);
    // The most recently used one is the last.
    this.entries.delete(name);
    this.entries.set(name, entry);
    entry.users++;
    try {
      return yield* job(entry.denoiser);
    } finally {
      entry.users--;
      if (entry.dropped && entry.users === 0) entry.denoiser.dispose();
    }
  }

  /** Drops all denoisers; those in use are disposed when their jobs end. */
  clear(): void {
    for (const name of [...this.entries.keys()]) this.drop(name);
  }

  /** Drops a denoiser; if it is in use, it is disposed when the last job ends. @param only dropped only if it is still this one */
  drop(name: string, only?: D): void {
    const entry = this.entries.get(name);
    if (!entry || (only && entry.denoiser !== only)) return;
    this.entries.delete(name);
    entry.dropped = true;
    if (entry.users === 0) entry.denoiser.dispose();
  }
}
