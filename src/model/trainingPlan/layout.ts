import { lookup } from '../lookup';
import { elements } from '../shapes';
import type { Range } from './shader';

/** Parts of a buffer begin at multiples of so many numbers: of 256 bytes, as bindings must. */
const ALIGNMENT = 64;

const aligned = (length: number): number => ALIGNMENT * Math.ceil(length / ALIGNMENT);

/** Arrays one after the other in a buffer, each at a place where a binding may begin. */
export class Layout {
  private readonly ranges = new Map<string, Range>();
  /** Length of the buffer, in numbers. */
  length = 0;

  /** Appends an array. @returns where it is */
  add(name: string, length: number): Range {
    const range = { first: this.length, length };
    this.ranges.set(name, range);
    this.length += aligned(length);
    return range;
  }

  /** Appends arrays of these shapes. */
  addAll(shapes: Iterable<readonly [string, readonly number[]]>): this {
    for (const [name, shape] of shapes) this.add(name, elements(shape));
    return this;
  }

  has(name: string): boolean {
    return this.ranges.has(name);
  }

  at(name: string): Range {
    return lookup(this.ranges, name);
  }

  /** Names and ranges in their order. */
  entries(): IterableIterator<[string, Range]> {
    return this.ranges.entries();
  }

  /** The arrays one after the other without gaps, put at their places. */
  spread(numbers: Float32Array): Float32Array<ArrayBuffer> {
    const buffer = new Float32Array(this.length);
    let at = 0;
    for (const { first, length } of this.ranges.values()) {
      buffer.set(numbers.subarray(at, at + length), first);
      at += length;
    }
    return buffer;
  }

  /** The inverse of `spread`: writes the arrays to `numbers`. @returns how many numbers they have */
  gather(buffer: Float32Array, numbers: Float32Array): number {
    let at = 0;
    for (const { first, length } of this.ranges.values()) {
      numbers.set(buffer.subarray(first, first + length), at);
      at += length;
    }
    return at;
  }
}
