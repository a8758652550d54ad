// Vitest compares typed arrays element by element through its general comparison, which takes seconds for a million numbers.
import { expect } from 'vitest';

type TypedArray = Float32Array | Float64Array | Int32Array | Uint8Array;

const isTypedArray = (value: unknown): value is TypedArray =>
  ArrayBuffer.isView(value) && !(value instanceof DataView);

expect.addEqualityTesters([
  (a: unknown, b: unknown) =>
    isTypedArray(a) && isTypedArray(b) && a.constructor === b.constructor
      ? a.length === b.length && a.every((value, i) => Object.is(value, b[i]))
      : undefined,
]);
