import { useSyncExternalStore } from 'react';
import { onEditStatus } from './state/editing';

let version = 0;
const subscribe = (listener: () => void): (() => void) =>
  onEditStatus(() => {
    version++;
    listener();
  });

/** Renders whenever something of the edit changes: for texts and numbers; pictures follow outside React. */
export function useEditStatus(): void {
  useSyncExternalStore(subscribe, () => version);
}
