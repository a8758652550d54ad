/** Remembers the latest result of a function, and gives it again for the same arguments. */
export function memoLatest<Arguments extends readonly unknown[], Result>(
  compute: (...args: Arguments) => Result,
): (...args: Arguments) => Result {
  let latest: { readonly args: Arguments; readonly result: Result } | undefined;
  return (...args) => {
    if (!latest?.args.every((value, i) => value === args[i])) latest = { args, result: compute(...args) };
    return latest.result;
  };
}
