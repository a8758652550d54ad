import { debounce } from '../debounce';
import { browser, type Environment } from '../environment';
import { jobsRunning } from '../engine/jobsRunning';
import { Sheet, type Plan } from './sheet';

/** How long the engine has had nothing to do before something is computed ahead, ms: longer than settings rest before a view's own run. */
const QUIET_MS = 600;

/** What to compute, made when there is time for it. */
type Plans = () => Promise<readonly Plan[]>;
const NOTHING: Plans = () => Promise.resolve([]);

/** Computes samples before they are asked for, while the engine has nothing else to do; they give way to everything else. */
export function createAhead(
  { runJob, clock }: Pick<Environment, 'runJob' | 'clock'>,
  jobs: Pick<typeof jobsRunning, 'getState' | 'subscribe'> = jobsRunning,
  sheet = new Sheet({ runJob }),
) {
  let plans = NOTHING;
  let isComputing = false;
  const settling = debounce(clock, QUIET_MS, () => void compute());

  const isQuiet = (): boolean => jobs.getState().count <= Number(sheet.busy);

  /** Gives way to other jobs, and goes on once there are none. */
  function follow(): void {
    if (isQuiet()) settling.restart();
    else sheet.giveWay();
  }

  async function compute(): Promise<void> {
    if (isComputing || !isQuiet()) return;
    isComputing = true;
    const current = plans;
    for (const plan of await current()) {
      if (plans !== current || !isQuiet()) break;
      sheet.show(plan);
      if (sheet.missing) await sheet.start();
      // Whoever needs these samples hears why.
      if (sheet.store.getState().status.kind === 'failed') plans = NOTHING;
    }
    isComputing = false;
    if (plans !== current) settling.restart();
  }

  return {
    /** @param next the samples that will be asked for; they replace those before */
    prepare: (next: Plans): void => {
      plans = next;
      sheet.giveWay();
      settling.restart();
    },

    /** Starts to look for idle moments. @returns how to stop it */
    connect: (): (() => void) => {
      const stop = jobs.subscribe(follow);
      return () => {
        stop();
        settling.cancel();
        sheet.giveWay();
        plans = NOTHING;
      };
    },
  };
}

export const ahead = createAhead(browser);
