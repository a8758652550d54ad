import type { SampleRequest, ScheduleRequest } from '../../../engine/protocol/jobs';
import { comparedOf } from './comparison';
import type { Compared } from './comparison';
import { inFrame } from '../../../state/inFrame';
import { Sheet } from '../../../state/samples/sheet';
import type { Plan } from '../../../state/samples/sheet';
import { SHIPPED } from '../../../state/network/usedNetwork';
import { view } from '../../../state/link/view';
import { ANY_DIGIT } from '../../../state/link/fieldKinds';
import { COMPARABLE } from '../../../state/link/fields/schedule';
import type { Comparable } from '../../../state/link/fields/schedule';
import type { ViewState } from '../../../state/link/fields/table';

/** Reverse steps of a sample; fewer where the process has fewer. */
const STEPS = 50;
const SETTLE_MS = 300;

/** The shipped network's sample under each process. */
export const scheduleSheets = Object.fromEntries(COMPARABLE.map((id) => [id, new Sheet()])) as Readonly<
  Record<Comparable, Sheet>
>;

function scheduleOf({ id, beta, schedule: { T } }: Compared): ScheduleRequest {
  if (id === 'hand') return { name: 'linear', T, beta: beta.slice(1) };
  return id === 'additive' ? { name: 'linear', T, additive: true } : { name: id, T };
}

/** The way back from N(0, I) by DDIM without fresh noise: of one seed, what differs is the schedule's doing alone. */
function planUnder(one: Compared, { seed, hand }: ViewState): Plan {
  const { T } = one.schedule;
  const request: SampleRequest = {
    network: SHIPPED.name,
    seed,
    labels: [ANY_DIGIT],
    schedule: scheduleOf(one),
    sampler: 'ddim',
    steps: Math.min(STEPS, T),
    eta: 0,
    guidance: 0,
    keep: 'all',
  };
  return {
    name: JSON.stringify(['under', one.id, T, seed, ...(one.id === 'hand' ? hand : [])]),
    used: SHIPPED,
    request,
  };
}

let settling: ReturnType<typeof setTimeout> | undefined;

/** Computes what is missing; what was stopped goes on. */
export function sampleUnderAll(): void {
  clearTimeout(settling);
  for (const sheet of Object.values(scheduleSheets)) if (sheet.missing) void sheet.start();
}

/** Stops what is computed; what is here stays. */
export function stopSamplesUnder(): void {
  clearTimeout(settling);
  for (const sheet of Object.values(scheduleSheets)) sheet.cancel();
}

const all = Object.values(scheduleSheets);

/** Whether a sample is being computed, or about to be. */
export const isSampling = (): boolean => all.some((sheet) => sheet.busy);

/** Whether something of a sample is not here. */
export const isMissing = (): boolean => all.some((sheet) => sheet.missing);

/** Calls the listener when one of them changes. Returns how to stop. */
export function onAnySample(listener: () => void): () => void {
  const stops = all.map(({ store }) => store.subscribe(listener));
  return () => stops.forEach((stop) => stop());
}

/** Keeps the samples those of the view while somebody looks at them. Returns how to stop. */
export function followScheduleSamples(): () => void {
  const follow = (): void => {
    const state = view.getState();
    if (state.page !== 'schedule') return;
    const shown = new Map(comparedOf(state).map((one) => [one.id, one]));
    let changed = false;
    for (const id of COMPARABLE) {
      const one = state.sampled ? shown.get(id) : undefined;
      const plan = one ? planUnder(one, state) : null;
      const sheet = scheduleSheets[id];
      if (sheet.store.getState().plan?.name === plan?.name) continue;
      sheet.show(plan);
      sheet.expect();
      changed ||= sheet.missing;
    }
    if (!changed) return;
    clearTimeout(settling);
    settling = setTimeout(sampleUnderAll, SETTLE_MS);
  };
  follow();
  const stop = view.subscribe(follow);
  return () => {
    stop();
    stopSamplesUnder();
  };
}

/** The sample's state at t, or at the nearest t that it has; null while none is here. */
export function sampleAt(id: Comparable, t: number): { t: number; xt: Float32Array } | null {
  const { run } = scheduleSheets[id].store.getState();
  const index = run?.indexOf(t) ?? -1;
  return run && index >= 0 ? { t: run.times[index], xt: run.frame(index, 0) } : null;
}

/** Calls the listener in the next animation frame, now and whenever the sample grows or what is looked at changes. Returns how to stop. */
export function onSample(id: Comparable, listener: () => void): () => void {
  return inFrame(listener, [view, scheduleSheets[id].store]);
}
