import { useSyncExternalStore } from 'react';
import { statusChanges } from './state/changes';

/** Renders whenever something of the edit changes: for texts and numbers; pictures follow outside React. */
export function useEditStatus(): void {
  useSyncExternalStore(statusChanges.subscribe, statusChanges.version);
}
