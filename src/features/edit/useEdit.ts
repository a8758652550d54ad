import { useSyncExternalStore } from 'react';
import { onChange, statusChanges } from './state/changes';

/** Renders when the selected value changes. @param select of the edit; the same value for as long as nothing of it has changed */
export const useEdit = <Value>(select: () => Value): Value => useSyncExternalStore(onChange, select);

/** Renders whenever something of the edit changes but a slider's place: for a line that says how far it is. */
export const useEditStatus = (): number =>
  useSyncExternalStore(statusChanges.subscribe, statusChanges.version);
