import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { reaches } from '../../../state/level';
import type { Level } from '../../../state/link/fieldKinds';
import { view } from '../../../state/link/view';

/** What is shown from a level of the page on. */
export function AtLevel({ from, children }: { from: Level; children: ReactNode }) {
  const isShown = useStore(view, ({ level }) => reaches(level, from));
  return isShown ? children : null;
}
