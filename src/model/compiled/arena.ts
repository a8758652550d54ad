import { lookup } from '../lookup';

/** Assigns values to buffers, and reuses the buffers of values that nothing later reads. */
export class Arena {
  readonly sizes: number[] = [];
  private readonly indices = new Map<string, number>();
  private readonly free: number[] = [];

  /** @param lastReader of each value: a layer or a dispatch */
  constructor(private readonly lastReader: ReadonlyMap<string, string>) {}

  indexOf(id: string): number {
    return lookup(this.indices, id);
  }

  /** Assigns a value of `size` numbers to the free buffer of the nearest size, which grows if need be, or to a new one. */
  allocate(id: string, size: number): void {
    const best = this.free
      .map((index) => ({ index, difference: Math.abs(this.sizes[index] - size) }))
      .sort((a, b) => a.difference - b.difference)
      .at(0);
    const index = best?.index ?? this.sizes.length;
    if (best) this.free.splice(this.free.indexOf(index), 1);
    this.sizes[index] = Math.max(this.sizes[index] ?? 0, size);
    this.indices.set(id, index);
  }

  /** Frees the buffers of the values whose last reader is this layer. */
  release(reader: string): void {
    for (const [id, index] of this.indices) {
      if (this.lastReader.get(id) !== reader) continue;
      this.indices.delete(id);
      this.free.push(index);
    }
  }
}
