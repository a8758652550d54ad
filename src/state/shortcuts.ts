import { createStore } from 'zustand/vanilla';

const STORED = 'thousand-steps-single-keys';

function storedChoice(): boolean {
  try {
    return localStorage.getItem(STORED) !== 'off';
  } catch {
    return true; // storage may be refused
  }
}

/** Whether keys of one character act without Ctrl (WCAG 2.1.4 wants them to be switched off where they disturb speech input). */
export const singleKeys = createStore<{ areOn: boolean }>(() => ({ areOn: storedChoice() }));

export function setSingleKeys(areOn: boolean): void {
  singleKeys.setState({ areOn });
  try {
    localStorage.setItem(STORED, areOn ? 'on' : 'off');
  } catch {
    // Kept for this visit only.
  }
}
