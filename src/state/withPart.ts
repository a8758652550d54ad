import { notify } from './notices';
import { TEXTS } from './texts';

/**
 * Fetches a part of the program and acts with it. If it does not arrive, says so, and does nothing; the next call asks again.
 * @returns what `act` returns, or undefined without the part
 */
export async function withPart<T, R>(
  load: () => Promise<T>,
  act: (part: T) => R | Promise<R>,
): Promise<R | undefined> {
  let part: T;
  try {
    part = await load();
  } catch {
    notify({ kind: 'error', text: TEXTS.partLost });
    return undefined;
  }
  return act(part);
}
