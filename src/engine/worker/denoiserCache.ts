import type { Denoiser } from '../../model/denoiser';

interface Held<D> {
  readonly denoiser: D;
  /** Jobs that are evaluating it. */
  users: number;
  /** Off the shelf: the last user disposes it. */
  dropped: boolean;
}

/** Networks on one backend by name, at most so many; the one that was not used for longest gives way. */
export class DenoiserCache<D extends Denoiser = Denoiser> {
  private readonly held = new Map<string, Held<D>>();

  constructor(private readonly most: number) {}

  has(name: string): boolean {
    return this.held.has(name);
  }

  /** Puts a network there, which the shelf disposes; one of the same name gives way. */
  put(name: string, denoiser: D): void {
    this.drop(name);
    this.held.set(name, { denoiser, users: 0, dropped: false });
    for (const oldest of this.held.keys()) {
      if (this.held.size <= this.most) break;
      this.drop(oldest);
    }
  }

  /** Lends a network that is there for the time of `job`, however long it takes and whatever comes in its place. */
  async *lend<Event, Result>(
    name: string,
    job: (denoiser: D) => AsyncGenerator<Event, Result, void>,
  ): AsyncGenerator<Event, Result, void> {
    const held = this.held.get(name);
    if (!held) throw new RangeError(`there is no network "${name}"`);
    this.held.delete(name);
    this.held.set(name, held);
    held.users++;
    try {
      return yield* job(held.denoiser);
    } finally {
      held.users--;
      if (held.dropped && held.users === 0) held.denoiser.dispose();
    }
  }

  /** Takes all of them off; those in use are disposed when they no longer are. */
  clear(): void {
    for (const name of [...this.held.keys()]) this.drop(name);
  }

  /** Takes one off, where it is still this one; it is disposed when nobody uses it any more. */
  drop(name: string, only?: D): void {
    const held = this.held.get(name);
    if (!held || (only && held.denoiser !== only)) return;
    this.held.delete(name);
    held.dropped = true;
    if (held.users === 0) held.denoiser.dispose();
  }
}
