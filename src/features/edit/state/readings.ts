import { createStore } from 'zustand/vanilla';
import { SIDE } from '../../../data/pack';
import { joinPictures } from '../../../diffusion/pictures/pixels';
import { baseUrl } from '../../../state/baseUrl';
import { browser, type Environment } from '../../../state/environment';
import type { Sheet } from '../../../state/samples/sheet';
import { sheets } from './sheets';

/** The class of every result, or why there is none. */
export type Reading = readonly number[] | 'reading' | 'failed';

const MAX_READINGS = 20;
const READ_SHEETS: readonly Sheet[] = [sheets.inpaint, sheets.ten];

/** What an independent classifier reads in finished completions and changed digits. */
export function createReadings({ runJob }: Pick<Environment, 'runJob'>) {
  /** By the name of the plan that the results come from, the oldest first. */
  const store = createStore<{ byPlan: ReadonlyMap<string, Reading> }>(() => ({ byPlan: new Map() }));

  function setReading(name: string, reading: Reading): void {
    const byPlan = new Map(store.getState().byPlan).set(name, reading);
    store.setState({ byPlan: new Map([...byPlan].slice(-MAX_READINGS)) });
  }

  function forget(isForgotten: (reading: Reading) => boolean): void {
    const { byPlan } = store.getState();
    store.setState({ byPlan: new Map([...byPlan].filter(([, reading]) => !isForgotten(reading))) });
  }

  /** What is read in a sheet's results; undefined if nothing is to be read yet. */
  function getReading(sheet: Sheet): Reading | undefined {
    const { plan, run } = sheet.store.getState();
    return run?.complete && plan ? store.getState().byPlan.get(plan.name) : undefined;
  }

  async function read(sheet: Sheet, signal?: AbortSignal): Promise<void> {
    const { plan, run } = sheet.store.getState();
    // The classifier knows pictures of 28 x 28 pixels alone.
    if (!plan || !run?.complete || plan.used.size !== SIDE || store.getState().byPlan.has(plan.name)) return;
    setReading(plan.name, 'reading');
    const results = Array.from({ length: run.count }, (_, i) => run.x0HatFrame(run.filled - 1, i));
    // They are compared with nothing: their labels do not matter.
    const labels = results.map(() => 0);
    const request = { pictures: joinPictures(results), labels, reference: 0, baseUrl: baseUrl() };
    try {
      const { guesses } = await runJob(signal, (engine) =>
        engine.run('judge', request, { ...(signal && { signal }) }),
      );
      setReading(plan.name, [...guesses]);
    } catch {
      setReading(plan.name, 'failed');
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
    const stops = READ_SHEETS.map((sheet) => {
      const update = (): void => void read(sheet, controller.signal);
      update();
      return sheet.store.subscribe(update);
    });
    return () => {
      controller.abort();
      stops.forEach((stop) => stop());
    };
  }

  return { store, getReading, readAgain, follow };
}

export const readings = createReadings(browser);
