import { createStore } from 'zustand/vanilla';

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

/** Takes the theme that was chosen, else the system's, also when that changes. Called before the first paint. Returns a function that stops it. */
export function connectTheme(): () => void {
  const take = () => theme.setState({ theme: preferred() });
  const stop = theme.subscribe(({ theme: shown }) => (document.documentElement.dataset.theme = shown));
  const query = system();
  take();
  query.addEventListener('change', take);
  return () => {
    stop();
    query.removeEventListener('change', take);
  };
}

export function toggleTheme(): void {
  const next = theme.getState().theme === 'dark' ? 'light' : 'dark';
  theme.setState({ theme: next });
  try {
    localStorage.setItem(STORAGE_KEY, next);
  } catch {
    // Kept for this visit only.
  }
}
