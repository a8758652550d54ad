import { useStore } from 'zustand';
import { view } from '../../state/link/view';

/** Whether the page shows no symbols: its level is "Picture". */
export const useIsPlain = (): boolean => useStore(view, ({ level }) => level === 'picture');
