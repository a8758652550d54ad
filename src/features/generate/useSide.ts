import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { grids } from './state/grids';
import { sideSettings, type SideSettings, type Side } from './state/sides';
import type { UsedNetwork } from '../../state/network/usedNetwork';
import { view } from '../../state/link/view';

/** What a side asks for. */
export const useSettings = (side: Side): SideSettings =>
  useStore(
    view,
    useShallow((state) => sideSettings(state, side)),
  );

/** The network of a side; null while it is being fetched. */
export function useSideNetwork(side: Side): UsedNetwork | null {
  const used = useStore(grids.networks[side], (state) => state.used);
  const { network } = useSettings(side);
  return used?.name === network ? used : null;
}
