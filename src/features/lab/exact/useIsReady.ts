import { useStore } from 'zustand';
import { useView } from '../../../state/link/useView';
import { network } from '../../../state/network/network';
import { exact } from '../state/exact';

/** Whether the digits are in the engine, and the network is that of the view: both may still be loading. */
export function useIsReady(): boolean {
  const { network: name } = useView('network');
  const isNetworkInUse = useStore(network, ({ used }) => used.name === name);
  const areDigitsReady = useStore(exact.store, ({ digits }) => digits.kind === 'ready');
  return isNetworkInUse && areDigitsReady;
}
