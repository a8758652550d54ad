import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { otherNetwork } from './state/grids';
import { settingOf } from './state/sides';
import type { Setting, Side } from './state/sides';
import { network } from '../../state/network/network';
import type { UsedNetwork } from '../../state/network/usedNetwork';
import { view } from '../../state/link/view';

/** What a side asks for. */
export const useSetting = (side: Side): Setting =>
  useStore(
    view,
    useShallow((state) => settingOf(state, side)),
  );

/** The network that a side asks; null while it is being fetched. */
export function useUsed(side: Side): UsedNetwork | null {
  const own = useStore(network, ({ used }) => used);
  const other = useStore(otherNetwork, ({ used }) => used);
  const name = useStore(view, (state) => settingOf(state, side).network);
  const used = side === 'a' ? own : other;
  return used?.name === name ? used : null;
}
