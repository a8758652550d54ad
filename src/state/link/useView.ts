import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { view } from './view';
import type { ViewState } from './fields/table';

/** Some fields of the view; renders when one of them changes, so never with t unless it is named. */
export function useView<K extends keyof ViewState>(...names: K[]): Pick<ViewState, K> {
  return useStore(
    view,
    useShallow((state) => Object.fromEntries(names.map((name) => [name, state[name]])) as Pick<ViewState, K>),
  );
}
