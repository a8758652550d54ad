/** A function that keeps its newest result, and makes another only for other arguments. */
export function remember<Args extends readonly unknown[], Result>(
  make: (...args: Args) => Result,
): (...args: Args) => Result {
  let newest: { readonly args: Args; readonly result: Result } | undefined;
  return (...args) => {
    if (!newest?.args.every((value, i) => value === args[i])) newest = { args, result: make(...args) };
    return newest.result;
  };
}
