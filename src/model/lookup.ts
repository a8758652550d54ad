/** The value at `key`. @throws Error that names the key if it is missing */
export function lookup<Key extends string, Value>(map: ReadonlyMap<Key, Value>, key: Key): Value {
  const value = map.get(key);
  if (value === undefined) throw new Error(`There is no "${key}".`);
  return value;
}
