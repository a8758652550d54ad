import { openRunStore } from '../runs/runStore';
import { parseTrainedName, trainedNetwork, type UsedNetwork } from './usedNetwork';

const store = openRunStore();

/** The runs of this browser, the newest first. */
export const listRuns = () => store.list();

/** Updates of a run whose weights are kept. */
export const keptUpdates = (id: string) => store.updatesWithWeights(id);

/** The network of a name; null if this browser does not have it. @throws RunStoreError */
export async function findTrained(name: string): Promise<UsedNetwork | null> {
  const asked = parseTrainedName(name);
  const run = asked && (await store.list()).find(({ id }) => id === asked.id);
  if (!run) return null;
  const weights = await store.weights(run.id, asked.update);
  if (weights) return trainedNetwork(run, asked.update, weights, true);
  const newest = await newestOf(run.id);
  return newest?.update === asked.update ? newest : null;
}

/** A run's network as its newest copy has it; null if there is no such run. @throws RunStoreError */
export async function newestOf(id: string): Promise<UsedNetwork | null> {
  const loaded = await store.load(id);
  if (!loaded) return null;
  const { update, numbers } = loaded.checkpoint.state;
  return trainedNetwork(loaded.info, update, numbers, false);
}

/** Keeps the averaged weights of a network that is in use; where that fails, it can be used all the same. */
export async function keep(name: string, averaged: Float32Array): Promise<void> {
  const run = parseTrainedName(name);
  if (run) await store.addWeights(run.id, { update: run.update, numbers: averaged }).catch(() => undefined);
}

export { runFailureText as explained } from '../runs/runError';
