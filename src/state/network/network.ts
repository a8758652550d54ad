import { createStore } from 'zustand/vanilla';
import type { Engine } from '../../engine/client/engine';
import { toEngineError, type EngineErrorCode } from '../../engine/protocol/errors';
import type { LoadResult } from '../../engine/protocol/jobs';
import type { ViewState } from '../link/fields/table';
import { correct } from '../link/url';
import { patchView, view } from '../link/view';
import { notify } from '../notices';
import type { RunInfo } from '../runs/run';
import { TEXTS } from '../texts';
import { withPart } from '../withPart';
import { parseTrainedName, SHIPPED, type UsedNetwork } from './usedNetwork';

export interface NetworkState {
  /** The network that the page asks. While that of the view is being fetched it is the one before. */
  used: UsedNetwork;
  /** What the engine says of it; null for the shipped one, and until the engine has it. */
  described: Omit<LoadResult, 'averaged'> | null;
  /** Runs of this browser, the newest first. */
  runs: readonly RunInfo[];
  /** Updates of the used run whose weights are stored, ascending. */
  updates: readonly number[];
}

/** The storage of runs is fetched when it is first needed. */
const trainedRuns = () => import('./trainedRuns');

/** With these errors the engine would refuse the same weights again. */
const FINAL: readonly EngineErrorCode[] = ['not-finite', 'bad-request'];

/** A network that was brought to an engine, or is still loading there. */
interface LoadedNetwork {
  readonly engine: Engine;
  readonly used: UsedNetwork;
  readonly done: Promise<void>;
}

/** The network that the page asks: the shipped one, or one that was trained in this browser. */
function createNetwork() {
  const store = createStore<NetworkState>(() => ({ used: SHIPPED, described: null, runs: [], updates: [] }));
  /** A network that was handed over, for where the storage does not have it. */
  let handedOver: UsedNetwork | null = null;
  /** Runs that have been stored at some time. */
  const everStored = new Set<string>();
  /** The latest two, because two networks can be compared. The engine keeps at least as many. */
  let loadedNetworks: readonly LoadedNetwork[] = [];

  /** Whether the network of the view is the one in use: its weights may still be loading. */
  const isNetworkInUse = (name: string): boolean => store.getState().used.name === name;

  function fallBack(fact: string): void {
    correct({ network: SHIPPED.name });
    notify({ kind: 'warning', text: TEXTS.ownInstead(fact) });
  }

  function putInUse(used: UsedNetwork): void {
    store.setState({ used, described: null });
    void refreshRuns();
  }

  /** Uses the network of the view, or says why it cannot and goes back to the shipped one. */
  async function follow(name: string): Promise<void> {
    if (isNetworkInUse(name)) return;
    if (name === SHIPPED.name) {
      putInUse(SHIPPED);
      return;
    }
    const isStillWanted = (): boolean => view.getState().network === name && !isNetworkInUse(name);
    const part = await trainedRuns().catch(() => null);
    if (!part) {
      if (isStillWanted()) fallBack(TEXTS.partLost);
      return;
    }
    const { explained, findTrained } = part;
    try {
      const stored = await findTrained(name);
      const used = stored ?? (handedOver?.name === name ? handedOver : null);
      if (!isStillWanted()) return;
      if (used) putInUse(used);
      else fallBack(TEXTS.networkMissing);
    } catch (caught) {
      if (isStillWanted()) fallBack(explained(caught));
    }
  }

  /** Keeps the network in use in step with the view. Returns a function that stops it. */
  function connectNetwork(): () => void {
    void follow(view.getState().network);
    return view.subscribe((state, before) => {
      if (state.network !== before.network) void follow(state.network);
    });
  }

  /**
   * Uses a network whose weights are at hand, also in place of older ones of the same name.
   * @param more what else of the view changes with it
   */
  function takeTrained(given: UsedNetwork, more: Partial<ViewState> = {}): void {
    handedOver = given;
    patchView({ ...more, network: given.name });
    const { name, checksum } = store.getState().used;
    if (name !== given.name || checksum !== given.checksum) putInUse(given);
  }

  /** Uses a run's newest copy, as it is at this moment. */
  async function chooseRun(id: string): Promise<void> {
    await withPart(trainedRuns, async ({ newestOf, explained }) => {
      try {
        const newest = await newestOf(id);
        if (newest) takeTrained(newest);
        else await refreshRuns();
      } catch (caught) {
        notify({ kind: 'error', text: TEXTS.networkStays(explained(caught)) });
      }
    });
  }

  /**
   * Reads which runs there are. A run in use that is no longer among them gives way to the shipped network.
   * @param removed the id of a run that was just removed; it may have been stored since this was last read
   */
  async function refreshRuns(removed?: string): Promise<void> {
    if (removed !== undefined) everStored.add(removed);
    try {
      const { listRuns, keptUpdates } = await trainedRuns();
      const runs = await listRuns();
      const used = parseTrainedName(store.getState().used.name);
      const updates = used ? await keptUpdates(used.id) : [];
      store.setState({ runs, updates });
      const isGone = used !== null && everStored.has(used.id) && runs.every(({ id }) => id !== used.id);
      for (const { id } of runs) everStored.add(id);
      if (isGone && isNetworkInUse(view.getState().network)) fallBack(TEXTS.networkRemoved);
    } catch {
      // A browser that stores nothing has no runs to choose from; the Train view says why.
    }
  }

  async function load(
    engine: Engine,
    used: UsedNetwork,
    { config, numbers }: NonNullable<UsedNetwork['trained']>,
  ): Promise<void> {
    const { averaged, ...described } = await engine.run('load', { name: used.name, config, numbers });
    if (store.getState().used === used) store.setState({ described });
    if (used.isStored) return;
    await trainedRuns().then(
      ({ keep }) => keep(used.name, averaged),
      () => undefined, // without the storage it can be used all the same
    );
    void refreshRuns();
  }

  /** Brings a network to an engine, once; one that the engine has refused is not sent again. Rejects with an EngineError. */
  function ensureLoaded(engine: Engine, used: UsedNetwork): Promise<void> {
    if (!used.trained) return Promise.resolve();
    const before = loadedNetworks.find((one) => one.engine === engine && one.used === used);
    if (before) return before.done;
    const added = { engine, used, done: load(engine, used, used.trained) };
    loadedNetworks = [added, ...loadedNetworks.slice(0, 1)];
    added.done.catch((caught: unknown) => {
      if (!FINAL.includes(toEngineError(caught).code))
        loadedNetworks = loadedNetworks.filter((one) => one !== added);
    });
    return added.done;
  }

  return { store, isNetworkInUse, connectNetwork, takeTrained, chooseRun, refreshRuns, ensureLoaded };
}

const page = createNetwork();
export const network = page.store;
export const { isNetworkInUse, connectNetwork, takeTrained, chooseRun, refreshRuns, ensureLoaded } = page;
