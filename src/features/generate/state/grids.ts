import { nextSeed } from '../../../state/link/fieldKinds';
import { debounce } from '../../../state/debounce';
import { browser, type Environment } from '../../../state/environment';
import { inFrame } from '../../../state/inFrame';
import type { ViewState } from '../../../state/link/fields/table';
import { endGesture } from '../../../state/link/url';
import { patchView, view } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import type { UsedNetwork } from '../../../state/network/usedNetwork';
import { T } from '../../../state/picture/forwardPath';
import { Sheet } from '../../../state/samples/sheet';
import { createOtherNetwork } from './otherNetwork';
import { evaluationsOf, gridPlan, stripPlan } from './plans';
import { samplerComparison } from './samplerComparison';
import { settingsOf, type Side } from './sides';

/** More evaluations of the network than these are not started unasked: on the slowest device they take some twenty seconds. */
const UNASKED = 2000;
/** How long settings have to rest before their pictures are computed, ms. */
const SETTLE_MS = 250;

/**
 * The grids of both sides, and the strip between two x_T. Not a `task`: three sheets, each with its own status, start together,
 * and one that was stopped goes on.
 */
export function createGrids({ clock, isMotionReduced }: Pick<Environment, 'clock' | 'isMotionReduced'>) {
  const sheets = { a: new Sheet(), b: new Sheet(), strip: new Sheet() } as const;
  const otherNetwork = createOtherNetwork();
  const settling = debounce(clock, SETTLE_MS, generate);

  const shownSheets = ({ comparing, strip }: ViewState): Sheet[] => [
    sheets.a,
    ...(comparing ? [sheets.b] : []),
    ...(strip ? [sheets.strip] : []),
  ];

  /** The network of a side; null while it is being fetched. */
  function usedBy(side: Side): UsedNetwork | null {
    const { used } = (side === 'a' ? network : otherNetwork.store).getState();
    return used?.name === settingsOf(view.getState(), side).network ? used : null;
  }

  /** Whether something that is shown is being computed. */
  const isBusy = (): boolean => shownSheets(view.getState()).some((sheet) => sheet.busy);

  /** Computes what is missing; what was stopped goes on. A measurement of seconds gives way. */
  function generate(): void {
    settling.cancel();
    samplerComparison.stop();
    for (const sheet of shownSheets(view.getState())) if (sheet.missing) void sheet.start();
  }

  /** Stops computing; what is here stays. */
  function stop(): void {
    settling.cancel();
    for (const sheet of Object.values(sheets)) sheet.cancel();
  }

  /** Stops what runs; else computes what is missing; else takes other seeds. */
  function toggle(): void {
    if (isBusy()) stop();
    else if (shownSheets(view.getState()).some((sheet) => sheet.missing)) generate();
    else otherSamples();
  }

  /** Computes what is missing once the settings have rested, unless that takes long or motion is unwelcome. */
  function startUnasked(): void {
    const shown = shownSheets(view.getState());
    const isLong = ({ store }: Sheet): boolean => {
      const { plan } = store.getState();
      return plan !== null && evaluationsOf(plan.request) > UNASKED;
    };
    settling.cancel();
    if (isMotionReduced() || shown.some(isLong)) {
      for (const sheet of shown) sheet.expect(false);
      return;
    }
    if (!shown.some((sheet) => sheet.missing)) return;
    for (const sheet of shown) sheet.expect();
    settling.restart();
  }

  /** Shows the samples of the view's settings. @returns whether these are different ones than before */
  function show(state: ViewState): boolean {
    const planNames = (): string =>
      JSON.stringify(shownSheets(state).map(({ store }) => store.getState().plan?.name));
    const before = planNames();
    for (const side of ['a', 'b'] as const) {
      const used = side === 'a' || state.comparing ? usedBy(side) : null;
      sheets[side].show(used && gridPlan(state, side, used));
    }
    const used = state.strip ? usedBy('a') : null;
    sheets.strip.show(used && stripPlan(state, used));
    return planNames() !== before;
  }

  /** Keeps grids and strip in step with the view while it is open. @returns a function that stops it */
  function follow(): () => void {
    const update = (): void => {
      const state = view.getState();
      if (state.page !== 'generate') return;
      void otherNetwork.fetch(state.bNetwork);
      if (show(state)) startUnasked();
    };
    update();
    startUnasked();
    const stops = [view, network, otherNetwork.store].map((store) => store.subscribe(update));
    return () => {
      stops.forEach((end) => end());
      stop();
    };
  }

  return { sheets, otherNetwork: otherNetwork.store, isBusy, generate, stop, toggle, follow };
}

export const grids = createGrids(browser);

/** As many other pictures, from the seeds that follow. */
export function otherSamples(): void {
  const { gridSeed, gridCount } = view.getState();
  patchView({ gridSeed: nextSeed(gridSeed, gridCount), gridT: 0 });
}

/** Shows another t; the link follows when the gesture has ended. */
export const lookAtT = (t: number): void => patchView({ gridT: Math.min(T, Math.max(0, Math.round(t))) });

/** Selects a picture of the grid. */
export function lookAtTile(tile: number): void {
  if (tile === view.getState().tile) return;
  patchView({ tile });
  endGesture();
}

/** The state of a picture at the t that is shown, or at the nearest t that is here; null if none is. */
export function shownFrame({ store }: Sheet, tile: number): Float32Array | null {
  const { run } = store.getState();
  const index = run?.indexOf(view.getState().gridT) ?? -1;
  return run && index >= 0 && tile < run.count ? run.frame(index, tile) : null;
}

/** The t of the state that `shownFrame` gives; NaN if it gives none. */
export function shownT({ store }: Sheet): number {
  const { run } = store.getState();
  return run?.times[run.indexOf(view.getState().gridT)] ?? NaN;
}

/** Calls the listener in the next animation frame, now and whenever pictures or view change. @returns a function that stops it */
export const onPictures = (listener: () => void): (() => void) =>
  inFrame(listener, [view, ...Object.values(grids.sheets).map(({ store }) => store)]);
