/**
 * Remembers one result.
 * @returns a function that makes the result anew only where one of the arguments has changed since the last call
 */
export function memo<Result>(): (args: readonly unknown[], make: () => Result) => Result {
  let last: { readonly args: readonly unknown[]; readonly result: Result } | undefined;
  return (args, make) => {
    if (!last?.args.every((value, i) => Object.is(value, args[i]))) last = { args, result: make() };
    return last.result;
  };
}
