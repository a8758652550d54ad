import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { grids } from './state/grids';
import { settingsOf, type SideSettings, type Side } from './state/sides';
import { network } from '../../state/network/network';
import type { UsedNetwork } from '../../state/network/usedNetwork';
import { view } from '../../state/link/view';

/** What a side asks for. */
export const useSettings = (side: Side): SideSettings =>
  useStore(
    view,
    useShallow((state) => settingsOf(state, side)),
  );

/** The network of a side; null while it is being fetched. */
export function useUsed(side: Side): UsedNetwork | null {
  const usedByA = useStore(network, ({ used }) => used);
  const usedByB = useStore(grids.otherNetwork, ({ used }) => used);
  const name = useStore(view, (state) => settingsOf(state, side).network);
  const used = side === 'a' ? usedByA : usedByB;
  return used?.name === name ? used : null;
}
