import { createStore } from 'zustand/vanilla';
import type { Engine } from '../../engine/client/engine';
import { toEngineError } from '../../engine/protocol/errors';
import type { EngineErrorCode } from '../../engine/protocol/errors';
import type { LoadResult } from '../../engine/protocol/jobs';
import { notify } from '../notices';
import type { RunInfo } from '../runs/run';
import { runOf, SHIPPED } from './usedNetwork';
import type { UsedNetwork } from './usedNetwork';
import { correct } from '../link/url';
import { patchView, view } from '../link/view';

export interface NetworkState {
  /** What the Timeline asks. While that of the view is being fetched it is the one before. */
  used: UsedNetwork;
  /** What the engine says of it; null for the shipped one, and until the engine has it. */
  described: Omit<LoadResult, 'averaged'> | null;
  /** Runs of this browser, the newest first. */
  runs: readonly RunInfo[];
  /** Updates of the used run whose weights are kept, ascending. */
  updates: readonly number[];
}

/** The network behind the Timeline: the shipped one, or one that was trained in this browser. */
export const network = createStore<NetworkState>(() => ({
  used: SHIPPED,
  described: null,
  runs: [],
  updates: [],
}));

/** The storage of runs is fetched with the first need. */
const stored = () => import('./trainedRuns');

/** Whether the network of the view is the one that is used: its weights may still be on their way. */
export const isNetworkHere = (name: string): boolean => network.getState().used.name === name;

/** A network that was handed over, for where it cannot be read back. */
let offered: UsedNetwork | null = null;

/** Runs that have been among the stored ones. */
const seen = new Set<string>();

const INSTEAD = 'The shipped network is used in its place.';

function fallBack(fact: string): void {
  correct({ network: 'shipped' });
  notify({ kind: 'warning', text: `${fact} ${INSTEAD}` });
}

function take(used: UsedNetwork): void {
  network.setState({ used, described: null });
  void refreshRuns();
}

/** Uses the network of the view, or says why it cannot and goes back to the shipped one. */
async function follow(name: string): Promise<void> {
  if (isNetworkHere(name)) return;
  if (name === SHIPPED.name) {
    take(SHIPPED);
    return;
  }
  try {
    const found = (await (await stored()).findTrained(name)) ?? (offered?.name === name ? offered : null);
    if (view.getState().network !== name || isNetworkHere(name)) return;
    if (found) take(found);
    else
      fallBack(
        'The chosen network is not in this browser: it was trained in another, or its run was removed.',
      );
  } catch (caught) {
    const reason = (await stored()).explained(caught);
    if (view.getState().network === name && !isNetworkHere(name)) fallBack(reason);
  }
}

/** Keeps the network in use that of the view. Returns how to stop. */
export function connectNetwork(): () => void {
  void follow(view.getState().network);
  return view.subscribe((state, before) => {
    if (state.network !== before.network) void follow(state.network);
  });
}

/**
 * Uses a network whose weights are in hand, also in place of older ones of the same name.
 * @param more what else of the view changes with it
 */
export function takeTrained(given: UsedNetwork, more: Parameters<typeof patchView>[0] = {}): void {
  offered = given;
  patchView({ ...more, network: given.name });
  const { name, checksum } = network.getState().used;
  if (name !== given.name || checksum !== given.checksum) take(given);
}

/** Uses a run's newest copy, as it is at this moment. */
export async function chooseRun(id: string): Promise<void> {
  const { newestOf, explained } = await stored();
  try {
    const newest = await newestOf(id);
    if (newest) takeTrained(newest);
    else await refreshRuns();
  } catch (caught) {
    notify({ kind: 'error', text: `${explained(caught)} The network that was there stays.` });
  }
}

/** Reads which runs there are. A run in use that is no longer among them gives way to the shipped network. */
export async function refreshRuns(): Promise<void> {
  try {
    const { listRuns, keptUpdates } = await stored();
    const runs = await listRuns();
    const used = runOf(network.getState().used.name);
    const updates = used ? await keptUpdates(used.id) : [];
    network.setState({ runs, updates });
    const gone = used !== null && seen.has(used.id) && runs.every(({ id }) => id !== used.id);
    for (const { id } of runs) seen.add(id);
    if (gone && isNetworkHere(view.getState().network))
      fallBack('The run of the chosen network was removed.');
  } catch {
    // A browser that stores nothing has no runs to choose from; the Train view says why.
  }
}

/** After these the same weights would be refused again. */
const FINAL: readonly EngineErrorCode[] = ['not-finite', 'bad-request'];

/** The networks that were brought to an engine last: two can be compared. It keeps at least as many. */
let provided: { engine: Engine; used: UsedNetwork; done: Promise<void> }[] = [];

/** Brings a network to an engine, once; one that the engine has refused is not sent again. Rejects with an EngineError. */
export function provide(engine: Engine, used: UsedNetwork): Promise<void> {
  if (!used.trained) return Promise.resolve();
  const known = provided.find((one) => one.engine === engine && one.used === used);
  if (known) return known.done;
  const mine = { engine, used, done: load(engine, used, used.trained) };
  provided = [mine, ...provided.slice(0, 1)];
  mine.done.catch((caught: unknown) => {
    if (!FINAL.includes(toEngineError(caught).code)) provided = provided.filter((one) => one !== mine);
  });
  return mine.done;
}

async function load(
  engine: Engine,
  used: UsedNetwork,
  { config, numbers }: NonNullable<UsedNetwork['trained']>,
): Promise<void> {
  const { averaged, ...described } = await engine.run('load', { name: used.name, config, numbers });
  if (network.getState().used === used) network.setState({ described });
  if (used.kept) return;
  await (await stored()).keep(used.name, averaged);
  void refreshRuns();
}
