import { baseUrl } from '../../../state/baseUrl';
import { createStore } from 'zustand/vanilla';
import { SIDE } from '../../../data/pack';
import { browser, type Environment } from '../../../state/environment';
import type { Sheet } from '../../../state/samples/sheet';
import { result } from './results';
import { sheets } from './sheets';

/** The class of every result, or why there is none. */
export type Reading = readonly number[] | 'reading' | 'failed';

/** Readings that are kept. */
const MOST = 20;
const READ: readonly Sheet[] = [sheets.inpaint, sheets.ten];

/** What an independent classifier reads in finished completions and changed digits. */
export function createReadings({ runJob }: Pick<Environment, 'runJob'>) {
  /** By the name of the plan that the results come from, the oldest first. */
  const store = createStore<{ byPlan: ReadonlyMap<string, Reading> }>(() => ({ byPlan: new Map() }));

  function put(name: string, reading: Reading): void {
    const byPlan = new Map(store.getState().byPlan).set(name, reading);
    store.setState({ byPlan: new Map([...byPlan].slice(-MOST)) });
  }

  function forget(isForgotten: (reading: Reading) => boolean): void {
    const { byPlan } = store.getState();
    store.setState({ byPlan: new Map([...byPlan].filter(([, reading]) => !isForgotten(reading))) });
  }

  /** What is read in a sheet's results; undefined if nothing is to be read yet. */
  function readingOf(sheet: Sheet): Reading | undefined {
    const { plan, run } = sheet.store.getState();
    return run?.complete && plan ? store.getState().byPlan.get(plan.name) : undefined;
  }

  async function read(sheet: Sheet, signal?: AbortSignal): Promise<void> {
    const { plan, run } = sheet.store.getState();
    // The classifier knows pictures of 28 x 28 pixels alone.
    if (!plan || !run?.complete || plan.used.size !== SIDE || store.getState().byPlan.has(plan.name)) return;
    put(plan.name, 'reading');
    const pictures = new Float32Array(run.count * run.size);
    for (let i = 0; i < run.count; i++) pictures.set(result(sheet, i) ?? [], i * run.size);
    const request = {
      pictures,
      // They are compared with nothing.
      labels: plan.request.labels.map(() => 0),
      reference: 0,
      baseUrl: baseUrl(),
    };
    try {
      const { guesses } = await runJob(signal, (engine) =>
        engine.run('judge', request, { ...(signal && { signal }) }),
      );
      put(plan.name, [...guesses]);
    } catch {
      put(plan.name, 'failed');
    }
  }

  /** Reads again what could not be read. */
  function readAgain(sheet: Sheet): void {
    forget((reading) => reading === 'failed');
    void read(sheet);
  }

  /** Reads what is finished while the view is open. @returns a function that stops it */
  function follow(): () => void {
    const controller = new AbortController();
    forget((reading) => typeof reading === 'string');
    const stops = READ.map((sheet) => {
      const update = (): void => void read(sheet, controller.signal);
      update();
      return sheet.store.subscribe(update);
    });
    return () => {
      controller.abort();
      stops.forEach((stop) => stop());
    };
  }

  return { store, readingOf, readAgain, follow };
}

export const readings = createReadings(browser);
