import { createStore } from 'zustand/vanilla';
import { onEngine } from './ask';
import { edits } from './editParts';
import { result } from './editResults';
import type { Sheet } from './sheet';

/** What an independent classifier reads in results, by the name of their run; null while it reads. */
export const readings = createStore<{ of: Readonly<Record<string, readonly number[] | null>> }>(() => ({
  of: {},
}));

/** The classifier knows pictures of this size alone. */
const SIDE = 28;
const READ: readonly Sheet[] = [edits.inpaint, edits.ten];

/** What is read in a sheet's results; null where nothing is, or not yet. */
export function readingOf(sheet: Sheet): readonly number[] | null {
  const { plan, run } = sheet.store.getState();
  return (run?.complete && plan ? readings.getState().of[plan.name] : null) ?? null;
}

async function readAll(sheet: Sheet, signal: AbortSignal): Promise<void> {
  const { plan, run } = sheet.store.getState();
  if (!plan || !run?.complete || plan.used.size !== SIDE || plan.name in readings.getState().of) return;
  const { name } = plan;
  const put = (guesses: readonly number[] | null): void =>
    readings.setState(({ of }) => ({ of: { ...of, [name]: guesses } }));
  put(null);
  const pictures = new Float32Array(run.count * run.size);
  for (let i = 0; i < run.count; i++) pictures.set(result(sheet, i) ?? [], i * run.size);
  const request = {
    pictures,
    labels: plan.request.labels.map((label) => Math.min(label, 9)),
    reference: 0,
    baseUrl: new URL('.', document.baseURI).href,
  };
  try {
    const { guesses } = await onEngine(signal, (ready) => ready.run('judge', request, { signal }));
    put([...guesses]);
  } catch {
    // The pictures do without; another look asks again.
    readings.setState(({ of }) => ({
      of: Object.fromEntries(Object.entries(of).filter(([one]) => one !== name)),
    }));
  }
}

/** Has finished completions and changed digits read while somebody looks at them. Returns how to stop. */
export function followReadings(): () => void {
  const own = new AbortController();
  const stops = READ.map((sheet) => {
    const read = (): void => void readAll(sheet, own.signal);
    read();
    return sheet.store.subscribe(read);
  });
  return () => {
    own.abort();
    stops.forEach((stop) => stop());
  };
}
