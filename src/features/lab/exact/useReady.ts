import { useStore } from 'zustand';
import { exact } from '../state/exact';
import { network } from '../../../state/network/network';
import { useView } from '../../../state/link/useView';

/** Whether the digits are in the engine, and the network is that of the view: both may still be on their way. */
export function useReady(): boolean {
  const { network: wanted } = useView('network');
  const here = useStore(network, ({ used }) => used.name === wanted);
  const loaded = useStore(exact.store, ({ digits }) => digits.kind === 'ready');
  return here && loaded;
}
