import { useStore } from 'zustand';
import { singleKeys } from '../../state/shortcuts';
import type { KeyRow } from './view';

/** Writes a tooltip with the key that does the same, unless keys of one character are switched off. */
export function useWithKey(): (title: string, key: Pick<KeyRow, 'label'>) => string {
  const areOn = useStore(singleKeys, (state) => state.areOn);
  return (title, { label }) => (areOn ? `${title} (${label})` : title);
}
