import { createStore } from 'zustand/vanilla';
import { runJob } from '../../../state/engine/runJob';
import { edits } from './parts';
import { result } from './results';
import type { Sheet } from '../../../state/samples/sheet';

/** The class of every result, or why there is none. */
export type Reading = readonly number[] | 'reading' | 'failed';

/** What an independent classifier reads in results, by the name of what asked for them; those of the last few. */
export const readings = createStore<{ of: ReadonlyMap<string, Reading> }>(() => ({ of: new Map() }));

const KEPT = 20;
/** The classifier knows pictures of this size alone. */
const SIDE = 28;
const READ: readonly Sheet[] = [edits.inpaint, edits.ten];

function put(name: string, reading: Reading): void {
  const { of } = readings.getState();
  readings.setState({ of: new Map([...of, [name, reading] as const].slice(-KEPT)) });
}

/** What is read in a sheet's results; undefined where nothing is to be read yet. */
export function readingOf(sheet: Sheet): Reading | undefined {
  const { plan, run } = sheet.store.getState();
  return run?.complete && plan ? readings.getState().of.get(plan.name) : undefined;
}

async function readAll(sheet: Sheet, signal: AbortSignal): Promise<void> {
  const { plan, run } = sheet.store.getState();
  if (!plan || !run?.complete || plan.used.size !== SIDE || readings.getState().of.has(plan.name)) return;
  put(plan.name, 'reading');
  const pictures = new Float32Array(run.count * run.size);
  for (let i = 0; i < run.count; i++) pictures.set(result(sheet, i) ?? [], i * run.size);
  const request = {
    pictures,
    // They are compared with nothing.
    labels: plan.request.labels.map(() => 0),
    reference: 0,
    baseUrl: new URL('.', document.baseURI).href,
  };
  try {
    const { guesses } = await runJob(signal, (ready) => ready.run('judge', request, { signal }));
    put(plan.name, [...guesses]);
  } catch {
    put(plan.name, 'failed');
  }
}

/** Reads again what could not be read. */
export function readAgain(sheet: Sheet): void {
  const { of } = readings.getState();
  readings.setState({ of: new Map([...of].filter(([, reading]) => reading !== 'failed')) });
  void readAll(sheet, new AbortController().signal);
}

/** Has finished completions and changed digits read while somebody looks at them. Returns how to stop. */
export function followReadings(): () => void {
  const own = new AbortController();
  const { of } = readings.getState();
  readings.setState({ of: new Map([...of].filter(([, reading]) => typeof reading !== 'string')) });
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
