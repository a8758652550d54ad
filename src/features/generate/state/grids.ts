import type { StoreApi } from 'zustand/vanilla';
import { debounce } from '../../../state/debounce';
import { browser, type Environment } from '../../../state/environment';
import { inFrame } from '../../../state/inFrame';
import { nextSeed } from '../../../state/link/fieldKinds';
import type { ViewState } from '../../../state/link/fields/table';
import { endGesture } from '../../../state/link/url';
import { patchView, view } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import type { UsedNetwork } from '../../../state/network/usedNetwork';
import { T } from '../../../state/picture/forwardPath';
import { countEvaluations } from '../../../state/samples/plan';
import { Sheet, type Plan } from '../../../state/samples/sheet';
import { createOtherNetwork } from './otherNetwork';
import { gridPlan, stripPlan } from './plans';
import { samplerComparison } from './samplerComparison';
import { sideSettings, type Side } from './sides';

/** More evaluations of the network than these are not started unasked: on the slowest device they take some twenty seconds. */
const AUTOSTART_LIMIT = 2000;
/** How long settings have to rest before their pictures are computed, ms. */
const SETTLE_MS = 250;

type NetworkStore = Pick<
  StoreApi<{ used: UsedNetwork | null }>,
  'getState' | 'getInitialState' | 'subscribe'
>;

/**
 * The grids of both sides, and the strip between two x_T. Not a `task`: three sheets, each with its own status, start together,
 * and one that was stopped goes on.
 */
export function createGrids({ clock, isMotionReduced }: Pick<Environment, 'clock' | 'isMotionReduced'>) {
  const sheets = { a: new Sheet(), b: new Sheet(), strip: new Sheet() } as const;
  const otherNetwork = createOtherNetwork();
  const networks: Readonly<Record<Side, NetworkStore>> = { a: network, b: otherNetwork.store };
  const settling = debounce(clock, SETTLE_MS, generate);

  const shownSheets = ({ comparing, strip }: ViewState): Sheet[] => [
    sheets.a,
    ...(comparing ? [sheets.b] : []),
    ...(strip ? [sheets.strip] : []),
  ];

  /** The network of a side; null while it is being fetched. */
  function sideNetwork(state: ViewState, side: Side): UsedNetwork | null {
    const { used } = networks[side].getState();
    return used?.name === sideSettings(state, side).network ? used : null;
  }

  /** The samples of each sheet that a state shows; null where there are none, or their network is not here. */
  function plansOf(state: ViewState): Readonly<Record<keyof typeof sheets, Plan | null>> {
    const a = sideNetwork(state, 'a');
    const b = state.comparing ? sideNetwork(state, 'b') : null;
    return {
      a: a && gridPlan(state, 'a', a),
      b: b && gridPlan(state, 'b', b),
      strip: a && state.strip ? stripPlan(state, a) : null,
    };
  }

  /** Whether something that is shown is being computed. */
  const isBusy = (): boolean => shownSheets(view.getState()).some((sheet) => sheet.busy);

  /** Computes what is missing; what was stopped goes on. A measurement of seconds gives way. */
  function generate(): void {
    settling.cancel();
    samplerComparison.stop();
    for (const sheet of shownSheets(view.getState())) if (sheet.missing) void sheet.start();
  }

  /**
   * The t at which A's and B's pictures are shown, where their difference says something: at the same t; or once both runs are
   * complete, which with different numbers of steps have states at different t. Else null.
   */
  function comparedTimes(): readonly [a: number, b: number] | null {
    const { gridT } = view.getState();
    const { a, b } = sheets;
    const [tA, tB] = [a.nearestT(gridT), b.nearestT(gridT)];
    const areComplete = [a, b].every(({ store }) => store.getState().run?.complete);
    return tA === tB || areComplete ? [tA, tB] : null;
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
  function startAutomatically(): void {
    const shown = shownSheets(view.getState());
    const isLong = ({ store }: Sheet): boolean => {
      const { plan } = store.getState();
      return plan !== null && countEvaluations(plan.request) > AUTOSTART_LIMIT;
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
    const plans = plansOf(state);
    for (const name of ['a', 'b', 'strip'] as const) sheets[name].show(plans[name]);
    return planNames() !== before;
  }

  /** Keeps grids and strip in step with the view while it is open. @returns a function that stops it */
  function follow(): () => void {
    const update = (): void => {
      const state = view.getState();
      if (state.page !== 'generate') return;
      void otherNetwork.fetch(state.bNetwork);
      if (show(state)) startAutomatically();
    };
    update();
    startAutomatically();
    const stops = [view, networks.a, networks.b].map((store) => store.subscribe(update));
    return () => {
      stops.forEach((end) => end());
      stop();
    };
  }

  /** What a state shows, once the networks that it needs are here. */
  async function samplesOf(state: ViewState): Promise<Plan[]> {
    await otherNetwork.fetch(state.bNetwork);
    return Object.values(plansOf(state)).filter((plan) => plan !== null);
  }

  return { sheets, networks, isBusy, generate, stop, toggle, follow, comparedTimes, samplesOf };
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

/** The state of a picture at the t that is shown, or at the nearest t that is there; null if none is. */
export const shownFrame = (sheet: Sheet, tile: number): Float32Array | null =>
  sheet.frameAt(view.getState().gridT, tile);

/** Calls the listener in the next animation frame, now and whenever pictures or view change. @returns a function that stops it */
export const onPictures = (listener: () => void): (() => void) =>
  inFrame(listener, [view, ...Object.values(grids.sheets).map(({ store }) => store)]);
