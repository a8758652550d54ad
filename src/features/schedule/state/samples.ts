import { debounce } from '../../../state/debounce';
import type { SampleRequest, ScheduleRequest } from '../../../engine/protocol/jobs';
import { browser, type Environment } from '../../../state/environment';
import { inFrame } from '../../../state/inFrame';
import { ANY_DIGIT } from '../../../state/link/fieldKinds';
import { COMPARABLE, type Comparable } from '../../../state/link/fields/schedule';
import type { ViewState } from '../../../state/link/fields/table';
import { view } from '../../../state/link/view';
import { SHIPPED } from '../../../state/network/usedNetwork';
import { Sheet, type Plan } from '../../../state/samples/sheet';
import { comparedOf, type Compared } from './comparison';

/** Reverse steps of a sample; fewer where the process has fewer. */
const STEPS = 50;
/** How long settings have to rest before their samples are computed, ms. */
const SETTLE_MS = 300;

function scheduleRequest({ id, beta, schedule: { T } }: Compared): ScheduleRequest {
  if (id === 'hand') return { name: 'linear', T, beta: beta.slice(1) };
  return id === 'additive' ? { name: 'linear', T, additive: true } : { name: id, T };
}

/** One sample from N(0, I) by DDIM with eta = 0. All start from the same seed, so they differ by the schedule alone. */
function planUnder(process: Compared, { seed, hand }: ViewState): Plan {
  const { id, schedule } = process;
  const request: SampleRequest = {
    network: SHIPPED.name,
    seed,
    labels: [ANY_DIGIT],
    schedule: scheduleRequest(process),
    sampler: 'ddim',
    steps: Math.min(STEPS, schedule.T),
    eta: 0,
    guidance: 0,
    keep: 'all',
  };
  const name = JSON.stringify(['under', id, schedule.T, seed, ...(id === 'hand' ? hand : [])]);
  return { name, used: SHIPPED, request };
}

/** The shipped network's sample under each process. Not a `task`: the samples run side by side, and what was stopped goes on. */
export function createScheduleSamples({ clock }: Pick<Environment, 'clock'>) {
  const sheets = Object.fromEntries(COMPARABLE.map((id) => [id, new Sheet()])) as Readonly<
    Record<Comparable, Sheet>
  >;
  const all = Object.values(sheets);
  const settling = debounce(clock, SETTLE_MS, start);

  /** Computes what is missing; what was stopped goes on. */
  function start(): void {
    settling.cancel();
    for (const sheet of all) if (sheet.missing) void sheet.start();
  }

  /** Stops computing; what is here stays. */
  function stop(): void {
    settling.cancel();
    for (const sheet of all) sheet.cancel();
  }

  /** Whether a sample is being computed, or about to be. */
  const isBusy = (): boolean => all.some((sheet) => sheet.busy);

  /** Whether a part of some sample is not here. */
  const isMissing = (): boolean => all.some((sheet) => sheet.missing);

  /** Calls the listener when one of the samples changes. @returns a function that stops it */
  function onAny(listener: () => void): () => void {
    const stops = all.map(({ store }) => store.subscribe(listener));
    return () => stops.forEach((end) => end());
  }

  /** Shows the sample of a process. @returns whether it is another one than before, and has to be computed */
  function show(id: Comparable, plan: Plan | null): boolean {
    const sheet = sheets[id];
    if (sheet.store.getState().plan?.name === plan?.name) return false;
    sheet.show(plan);
    sheet.expect();
    return sheet.missing;
  }

  /** Keeps the samples in step with the view while it is open. @returns a function that stops it */
  function follow(): () => void {
    const update = (): void => {
      const state = view.getState();
      if (state.page !== 'schedule') return;
      const shown = state.sampled ? comparedOf(state) : [];
      const changes = COMPARABLE.map((id) => {
        const process = shown.find((each) => each.id === id);
        return show(id, process ? planUnder(process, state) : null);
      });
      if (!changes.includes(true)) return;
      settling.restart();
    };
    update();
    const end = view.subscribe(update);
    return () => {
      end();
      stop();
    };
  }

  return { sheets, start, stop, isBusy, isMissing, onAny, follow };
}

export const scheduleSamples = createScheduleSamples(browser);

/** The sample's state at t, or at the nearest t that it has; null while none is here. */
export function sampleAt(id: Comparable, t: number): { t: number; xt: Float32Array } | null {
  const { run } = scheduleSamples.sheets[id].store.getState();
  const index = run?.indexOf(t) ?? -1;
  return run && index >= 0 ? { t: run.times[index], xt: run.frame(index, 0) } : null;
}

/** Calls the listener in the next animation frame, now and whenever the sample or the view changes. @returns a function that stops it */
export const onSample = (id: Comparable, listener: () => void): (() => void) =>
  inFrame(listener, [view, scheduleSamples.sheets[id].store]);
