import { DataError } from '../../../data/errors';
import { all, otherPicture, parts, sheetsOf, wishNow } from './parts';
import type { Part } from './parts';
import { inFrame } from '../../../state/inFrame';
import { network } from '../../../state/network/network';
import { findPicture, source } from '../../../state/picture/source';
import { patchView, view } from '../../../state/link/view';

/** Counts the runs: one that has been stopped or overtaken ends. */
let newestRun = 0;

/** Shows what belongs to the settings, as far as what it stands on is there. */
function show(): void {
  for (const { sheet, plan } of parts() ?? []) sheet.show(plan);
}

/** What has not been computed, also where its sheet does not show it yet. */
const missing = (): Part[] =>
  parts()?.filter(
    ({ sheet, plan }) => plan && (sheet.store.getState().plan?.name !== plan.name || sheet.missing),
  ) ?? [];

/** Whether something of the open edit is being computed, or about to be. */
export const isEditing = (): boolean => sheetsOf(view.getState().edit).some((sheet) => sheet.busy);

/** Whether something of the open edit is not computed. */
export const isEditMissing = (): boolean => missing().length > 0;

/** Computes what is missing, part by part. */
export async function runEdit(): Promise<void> {
  clearTimeout(settling);
  const own = ++newestRun;
  for (;;) {
    show();
    const next = missing().at(0);
    if (!next) break;
    await next.sheet.start();
    if (own !== newestRun) return;
    if (next.sheet.store.getState().status.kind !== 'done') break;
  }
}

/** Stops what is computed; what is here stays. @returns whether something was under way */
export function stopEdit(): boolean {
  clearTimeout(settling);
  newestRun++;
  const busy = all.filter((sheet) => sheet.busy);
  for (const sheet of busy) sheet.cancel();
  return busy.length > 0;
}

/** Whether another seed makes other pictures, and there are some. */
export function canTryOthers(): boolean {
  const { edit, noiseFirst } = view.getState();
  if ((edit === 'change' || edit === 'between') && noiseFirst === 0) return false;
  return parts()?.every(({ plan }) => plan !== null) ?? false;
}

/** Runs, or cancels what runs; where everything is there, from the next seed. */
export function toggleEdit(): void {
  if (stopEdit()) return;
  if (isEditMissing()) void runEdit();
  else if (canTryOthers()) otherTries();
}

/** The same from other noise. */
export function otherTries(): void {
  patchView({ seed: (view.getState().seed + 1) % 2 ** 32 });
  void runEdit();
}

/** Evaluations that are made without being asked: on the slowest device some twenty seconds. */
const UNASKED = 2000;

/** Whether nothing takes so long, or moves where that is unwelcome, that one should ask first. */
function mayStart(): boolean {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const work = parts()?.reduce(
    (sum, { sheet, plan, work: own }) => sum + (plan && !sheet.missing ? 0 : own),
    0,
  );
  return !still && (work ?? 0) <= UNASKED;
}

let settling: ReturnType<typeof setTimeout> | undefined;
const SETTLE_MS = 250;

/** Computes what is missing once the settings have rested. */
function startSoon(): void {
  clearTimeout(settling);
  const first = missing().at(0);
  if (!first) return;
  first.sheet.expect();
  settling = setTimeout(() => void runEdit(), SETTLE_MS);
}

/** Fetches the other digit, or says why it cannot. */
export async function followOther(): Promise<void> {
  const { other, edit } = view.getState();
  if (edit !== 'between' || otherPicture.getState().picture?.source === other) return;
  otherPicture.setState({ failed: null });
  try {
    const picture = await findPicture(other);
    if (view.getState().other === other) otherPicture.setState({ picture });
  } catch (caught) {
    if (view.getState().other !== other) return;
    const remedy = caught instanceof DataError ? ` ${caught.remedy}` : '';
    otherPicture.setState({ failed: `${(caught as Error).message}${remedy}` });
  }
}

/** Keeps what is shown that of the view while somebody looks at it. Returns how to stop. */
export function followEdit(): () => void {
  let wish = '';
  const follow = (): void => {
    const { page, edit } = view.getState();
    if (page !== 'edit' || wish === wishNow()) return;
    wish = wishNow();
    void followOther();
    for (const sheet of all) if (!sheetsOf(edit).includes(sheet)) sheet.cancel();
    show();
    // What still belongs to the settings goes on.
    if (isEditing()) return;
    newestRun++;
    clearTimeout(settling);
    if (mayStart()) startSoon();
  };
  follow();
  const stops = [view, network, source, otherPicture].map((store) => store.subscribe(follow));
  return () => {
    stops.forEach((stop) => stop());
    stopEdit();
  };
}

const stores = [view, source, network, otherPicture, ...all.map(({ store }) => store)] as const;

/** Calls the listener in the next animation frame, now and whenever pictures or what is looked at change. Returns how to stop. */
export const onEdit = (listener: () => void): (() => void) => inFrame(listener, stores);

/** Calls the listener at once whenever anything but a slider's place changes. Returns how to stop. */
export function onEditStatus(listener: () => void): () => void {
  let wish = wishNow();
  const asked = (): void => {
    const now = wishNow();
    if (now === wish) return;
    wish = now;
    listener();
  };
  const stops = stores.map((store) => store.subscribe(store === view ? asked : listener));
  return () => stops.forEach((stop) => stop());
}
