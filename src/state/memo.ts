/** Keeps the newest result for as long as everything that it was made from stays the same. Inputs are compared by identity. */
export function memo<Result>(): (inputs: readonly unknown[], make: () => Result) => Result {
  let newest: { readonly inputs: readonly unknown[]; readonly result: Result } | undefined;
  return (inputs, make) => {
    if (!newest?.inputs.every((value, i) => value === inputs[i])) newest = { inputs, result: make() };
    return newest.result;
  };
}
