import { createStore } from 'zustand/vanilla';

export type Theme = 'light' | 'dark';

const KEPT = 'thousand-steps-theme';
const system = () => matchMedia('(prefers-color-scheme: dark)');

function preferred(): Theme {
  try {
    const kept = localStorage.getItem(KEPT);
    if (kept === 'light' || kept === 'dark') return kept;
  } catch {
    // Storage may be refused; the system's wish decides then.
  }
  return system().matches ? 'dark' : 'light';
}

export const theme = createStore<{ theme: Theme }>(() => ({ theme: 'light' }));

const apply = () => {
  document.documentElement.dataset.theme = theme.getState().theme;
};

/** Takes the theme that was chosen, else the system's, also when that changes. Called before the first paint. Returns a function that stops it. */
export function connectTheme(): () => void {
  const take = () => theme.setState({ theme: preferred() });
  take();
  apply();
  const stop = theme.subscribe(apply);
  const query = system();
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
    localStorage.setItem(KEPT, next);
  } catch {
    // Kept for this visit only.
  }
}
