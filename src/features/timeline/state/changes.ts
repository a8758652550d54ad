import type { StoreApi } from 'zustand/vanilla';
import { FIELD_NAMES } from '../../../state/link/fields/table';
import { view } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import type { SheetState } from '../../../state/samples/sheet';

/** A store of whose changes only some count. */
export const changesOf = <S>(
  store: Pick<StoreApi<S>, 'subscribe'>,
  counts: (state: S, previous: S) => boolean,
) => ({
  subscribe: (listener: () => void): (() => void) =>
    store.subscribe((state, previous) => {
      if (counts(state, previous)) listener();
    }),
});

/** Another field than t has changed. */
export const pathChanges = changesOf(view, (state, previous) =>
  FIELD_NAMES.some((name) => name !== 't' && state[name] !== previous[name]),
);

/** Another network is used. */
export const networkChanges = changesOf(network, (state, previous) => state.used !== previous.used);

/** A run has more states, or there is another run. */
export const runChanges = (run: Pick<StoreApi<SheetState>, 'subscribe'>) =>
  changesOf(run, (state, previous) => state.filled !== previous.filled || state.run !== previous.run);
