import { createStore } from 'zustand/vanilla';
import { T } from '../../../state/picture/forwardPath';
import { gridPlan, inTimeline, SEEDS, stripPlan } from './plans';
import { changeOf, settingOf } from './sides';
import type { Side } from './sides';
import { inFrame } from '../../../state/inFrame';
import { network } from '../../../state/network/network';
import { notify } from '../../../state/notices';
import { stopMeasuring } from './samplers';
import { Sheet } from '../../../state/samples/sheet';
import { SHIPPED } from '../../../state/network/usedNetwork';
import type { UsedNetwork } from '../../../state/network/usedNetwork';
import { correct, link, released } from '../../../state/link/url';
import { patchView, view } from '../../../state/link/view';
import type { ViewState } from '../../../state/link/fields/table';

/** The grids of both sides, and the strip between two x_T. */
export const sheets = { a: new Sheet(), b: new Sheet(), strip: new Sheet() } as const;

/** The network of B; null while it is being fetched. */
export const otherNetwork = createStore<{ used: UsedNetwork | null }>(() => ({ used: SHIPPED }));

/** B asks for what A asks for. */
export function copyAToB(): void {
  patchView(changeOf('b', settingOf(view.getState(), 'a')));
}

export function swapSides(): void {
  const state = view.getState();
  const [a, b] = [settingOf(state, 'a'), settingOf(state, 'b')];
  patchView({ ...changeOf('a', b), ...changeOf('b', a) });
}

/** The network of a side; null while it is being fetched. */
function usedBy(side: Side): UsedNetwork | null {
  const { network: name } = settingOf(view.getState(), side);
  const used = side === 'a' ? network.getState().used : otherNetwork.getState().used;
  return used?.name === name ? used : null;
}

/** The address of the Timeline that shows a picture of the grid, to the pixel. */
export const timelineLink = (state: ViewState, side: Side, tile: number): string =>
  link({ ...state, ...inTimeline(state, side, tile) });

/** Opens a picture of the grid in the Timeline. */
export function openInTimeline(side: Side, tile: number): void {
  patchView(inTimeline(view.getState(), side, tile));
}

/** Looks at another t; the link follows when the gesture has ended. */
export function lookAtT(t: number): void {
  patchView({ gridT: Math.min(T, Math.max(0, Math.round(t))) });
}

/** Looks at a picture of the grid. */
export function lookAtTile(tile: number): void {
  if (tile === view.getState().tile) return;
  patchView({ tile });
  released();
}

/** The state of a picture of a sheet that is looked at: that of the slider's t, or of the nearest t that is here. */
export function shownFrame(sheet: Sheet, tile: number): Float32Array | null {
  const { run } = sheet.store.getState();
  const index = run?.indexOf(view.getState().gridT) ?? -1;
  return run && index >= 0 && tile < run.count ? run.frame(index, tile) : null;
}

/** The t of what `shownFrame` gives; NaN where it gives none. */
export function shownT(sheet: Sheet): number {
  const { run } = sheet.store.getState();
  return run?.times[run.indexOf(view.getState().gridT)] ?? NaN;
}

const sidesOf = ({ comparing }: ViewState): Side[] => (comparing ? ['a', 'b'] : ['a']);

const shownSheets = (state: ViewState): Sheet[] => [
  ...sidesOf(state).map((side) => sheets[side]),
  ...(state.strip ? [sheets.strip] : []),
];

/** Whether something of the view is being computed. */
export const isGenerating = (): boolean => shownSheets(view.getState()).some((sheet) => sheet.busy);

/** Computes what is missing; what was stopped goes on. What measures seconds gives way. */
export function generate(): void {
  clearTimeout(settling);
  stopMeasuring();
  for (const sheet of shownSheets(view.getState())) if (sheet.missing) void sheet.start();
}

/** Stops what is computed; what is here stays. */
export function stopGenerating(): void {
  clearTimeout(settling);
  for (const sheet of Object.values(sheets)) sheet.cancel();
}

/** Runs, or cancels what runs; where everything is there, as many other pictures. */
export function toggleGenerate(): void {
  const state = view.getState();
  if (isGenerating()) stopGenerating();
  else if (shownSheets(state).some((sheet) => sheet.missing)) generate();
  else otherSamples();
}

/** As many others, from the seeds that follow. */
export function otherSamples(): void {
  const { gridSeed, gridCount } = view.getState();
  patchView({ gridSeed: (gridSeed + gridCount) % SEEDS, gridT: 0 });
}

/** Network evaluations that are made without being asked: on the slowest device some twenty seconds. */
const UNASKED = 2000;

/** Whether nothing of the view takes so long, or moves where that is unwelcome, that one should ask first. */
function mayStart(): boolean {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const work = ({ store }: Sheet): number => {
    const request = store.getState().plan?.request;
    return request ? request.labels.length * request.steps * (request.guidance === 0 ? 1 : 2) : 0;
  };
  return !still && shownSheets(view.getState()).every((sheet) => work(sheet) <= UNASKED);
}

let settling: ReturnType<typeof setTimeout> | undefined;
const SETTLE_MS = 250;

/** Computes what is missing once the settings have rested. */
function startSoon(shown: readonly Sheet[]): void {
  if (!shown.some((sheet) => sheet.missing)) return;
  clearTimeout(settling);
  for (const sheet of shown) sheet.expect();
  settling = setTimeout(generate, SETTLE_MS);
}

let fetching: string | null = null;

/** Fetches the network of B, or says why it cannot and takes the shipped one. */
async function followOther(name: string): Promise<void> {
  if (otherNetwork.getState().used?.name === name || fetching === name) return;
  const own = network.getState().used;
  if (name === SHIPPED.name || name === own.name) {
    otherNetwork.setState({ used: name === own.name ? own : SHIPPED });
    return;
  }
  fetching = name;
  otherNetwork.setState({ used: null });
  const { findTrained, explained } = await import('../../../state/network/trainedRuns');
  const found = await findTrained(name).catch((caught: unknown) => explained(caught));
  if (fetching === name) fetching = null;
  if (view.getState().bNetwork !== name) return;
  if (found !== null && typeof found !== 'string') {
    otherNetwork.setState({ used: found });
    return;
  }
  correct({ bNetwork: SHIPPED.name });
  notify({
    kind: 'warning',
    text: `${found ?? 'The network of B is not in this browser.'} The shipped network is used in its place.`,
  });
}

/** Keeps grids and strip those of the view while somebody looks at them. Returns how to stop. */
export function followGeneration(): () => void {
  const follow = (): void => {
    const state = view.getState();
    if (state.page !== 'generate') return;
    void followOther(state.bNetwork);
    const before = shownSheets(state).map(({ store }) => store.getState().plan?.name);
    for (const side of ['a', 'b'] as const) {
      const used = usedBy(side);
      const shown = side === 'a' || state.comparing;
      sheets[side].show(shown && used ? gridPlan(state, side, used) : null);
    }
    const used = usedBy('a');
    sheets.strip.show(state.strip && used ? stripPlan(state, used) : null);
    const now = shownSheets(state);
    if (now.every(({ store }, i) => store.getState().plan?.name === before[i])) return;
    clearTimeout(settling);
    if (mayStart()) startSoon(now);
    else for (const sheet of now) sheet.expect(false);
  };
  follow();
  if (mayStart()) startSoon(shownSheets(view.getState()));
  const stops = [view.subscribe(follow), network.subscribe(follow), otherNetwork.subscribe(follow)];
  return () => {
    stops.forEach((stop) => stop());
    stopGenerating();
  };
}

/** Calls the listener in the next animation frame, now and whenever pictures or what is looked at change. Returns how to stop. */
export function onPictures(listener: () => void): () => void {
  return inFrame(listener, [view, ...Object.values(sheets).map(({ store }) => store)]);
}
