import { createStore } from 'zustand/vanilla';
import { listen } from './listen';

export type Theme = 'light' | 'dark';

const STORAGE_KEY = 'thousand-steps-theme';
const system = () => matchMedia('(prefers-color-scheme: dark)');

function preferred(): Theme {
  try {
    const stored = localStorage.getItem(STORAGE_KEY);
    if (stored === 'light' || stored === 'dark') return stored;
  } catch {
    // Storage may be refused; the system's preference decides then.
  }
  return system().matches ? 'dark' : 'light';
}

export const theme = createStore<{ theme: Theme }>(() => ({ theme: 'light' }));

/**
 * Applies the chosen theme, or else the system's, whose changes it follows. Called before the first paint.
 * @returns how to stop it
 */
export function connectTheme(): () => void {
  const take = () => theme.setState({ theme: preferred() });
  const stop = theme.subscribe(({ theme: shown }) => (document.documentElement.dataset.theme = shown));
  const stopListening = listen('change', take, system());
  take();
  return () => {
    stop();
    stopListening();
  };
}

export function toggleTheme(): void {
  const next = theme.getState().theme === 'dark' ? 'light' : 'dark';
  theme.setState({ theme: next });
  try {
    localStorage.setItem(STORAGE_KEY, next);
  } catch {
    // Storage may be refused; the choice then lasts until the system's preference changes.
  }
}
