import { useStore } from 'zustand';
import { network } from '../../state/network/network';

/** The network in use. */
export const useNetwork = () => useStore(network, ({ used }) => used);
