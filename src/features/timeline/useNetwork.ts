import { useStore } from 'zustand';
import { network } from '../../state/network/network';

/** The network that is asked. */
export const useNetwork = () => useStore(network, ({ used }) => used);
