import { FIELDS, type ViewState } from './link/fields/table';
import { correct, isOpenedBare } from './link/url';
import { patchView } from './link/view';

/** A field that a reader chooses once: it is kept in this browser. */
export function chosenField<K extends 'level' | 'lang'>(name: K) {
  const storedAs = `thousand-steps-${name}`;
  const { parse, print } = FIELDS[name];

  function stored(): ViewState[K] | undefined {
    try {
      return parse(localStorage.getItem(storedAs) ?? '');
    } catch {
      return undefined; // storage may be refused
    }
  }

  /** Chooses a value, also for the next visit. */
  function choose(value: ViewState[K]): void {
    patchView({ [name]: value });
    try {
      localStorage.setItem(storedAs, print(value));
    } catch {
      // Kept for this visit only.
    }
  }

  /** A bare link opens with what was chosen last; every other link as it says. */
  function connect(): () => void {
    const value = stored();
    if (isOpenedBare() && value !== undefined) correct({ [name]: value });
    return () => undefined;
  }

  return { choose, connect };
}
