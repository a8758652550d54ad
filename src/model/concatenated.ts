/** The numbers of all arrays in one, one array after the other. */
export function concatenated(arrays: readonly (Float32Array | Float64Array)[]): Float32Array<ArrayBuffer> {
  const all = new Float32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const array of arrays) {
    all.set(array, offset);
    offset += array.length;
  }
  return all;
}
