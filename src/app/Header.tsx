import { useState, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { Info, Keyboard, Link2, Moon, Presentation, RotateCcw, Sun, Undo2, Redo2 } from 'lucide-react';
import { notify } from '../state/notices';
import { theme, toggleTheme } from '../state/theme';
import { link } from '../state/link/url';
import { isInitial, patchView, redo, resetView, undo, view } from '../state/link/view';
import { withKey } from '../features/common/view';
import { Button } from '../ui/controls';
import { About } from './About';
import { ComputeBadge } from './ComputeBadge';
import { PRESENT } from './keyboard';
import { Keys } from './Keys';
import { exitPresenter, togglePresenter } from './presenter';
import { viewOf, VIEWS } from './views';
import styles from './Header.module.css';

async function copyLink(): Promise<void> {
  const address = new URL(link(), location.href).href;
  try {
    await navigator.clipboard.writeText(address);
    notify({ kind: 'info', text: 'Link copied. It opens exactly what is on the screen.' });
  } catch {
    notify({ kind: 'warning', text: `The browser refused the clipboard. This is the link: ${address}` });
  }
}

/** Whether undo and redo have somewhere to go. */
const useHistory = () =>
  useSyncExternalStore(
    (listener) => view.temporal.subscribe(listener),
    () => {
      const { pastStates, futureStates } = view.temporal.getState();
      return (pastStates.length > 0 ? 1 : 0) + (futureStates.length > 0 ? 2 : 0);
    },
  );

const icon = { size: 18, 'aria-hidden': true } as const;

/** The views of the page. */
function Tabs() {
  const shown = useStore(view, (state) => state.page);
  return (
    <nav className={styles.tabs} aria-label="Views">
      {VIEWS.filter(({ isHidden }) => !isHidden).map(({ page, name, title, TabMark }) => (
        <button
          key={page}
          type="button"
          className={styles.tab}
          title={title}
          aria-current={page === shown ? 'page' : undefined}
          onClick={() => patchView({ page })}
        >
          {name}
          {TabMark && <TabMark />}
        </button>
      ))}
    </nav>
  );
}

export function Header() {
  const { theme: shown } = useStore(theme);
  const present = useStore(view, (state) => state.present);
  const initial = useStore(view, isInitial);
  const history = useHistory();
  const [dialog, setDialog] = useState<'about' | 'keys' | null>(null);
  if (present)
    return (
      <header className={styles.leave}>
        <h1 className="visually-hidden">Thousand Steps</h1>
        <Button look="quiet" onClick={exitPresenter}>
          Leave (P)
        </Button>
      </header>
    );
  return (
    <header className={styles.header}>
      <h1 className={styles.brand}>Thousand Steps</h1>
      <Tabs />
      <ComputeBadge />
      <nav className={styles.actions} aria-label="Page">
        <Button look="quiet" aria-label="Undo" title="Undo (Ctrl Z)" disabled={!(history & 1)} onClick={undo}>
          <Undo2 {...icon} />
        </Button>
        <Button
          look="quiet"
          aria-label="Redo"
          title="Redo (Ctrl Shift Z)"
          disabled={!(history & 2)}
          onClick={redo}
        >
          <Redo2 {...icon} />
        </Button>
        <Button
          look="quiet"
          aria-label="Reset"
          title="Everything back to where the page starts (undo brings the parameters back)"
          disabled={initial}
          onClick={() => {
            viewOf(view.getState().page).pause?.();
            resetView();
          }}
        >
          <RotateCcw {...icon} />
        </Button>
        <Button
          look="quiet"
          aria-label="Copy link"
          title="A link to exactly this"
          onClick={() => void copyLink()}
        >
          <Link2 {...icon} /> <span className={styles.word}>Copy link</span>
        </Button>
        <Button
          look="quiet"
          aria-label="Present"
          title={withKey('Presenter mode', PRESENT)}
          onClick={togglePresenter}
        >
          <Presentation {...icon} />
        </Button>
        <Button look="quiet" aria-label="Keyboard" title="Keys" onClick={() => setDialog('keys')}>
          <Keyboard {...icon} />
        </Button>
        <Button look="quiet" aria-label="About" title="What this is" onClick={() => setDialog('about')}>
          <Info {...icon} />
        </Button>
        <Button
          look="quiet"
          aria-label={shown === 'dark' ? 'Light theme' : 'Dark theme'}
          title={shown === 'dark' ? 'Light theme' : 'Dark theme'}
          onClick={toggleTheme}
        >
          {shown === 'dark' ? <Sun {...icon} /> : <Moon {...icon} />}
        </Button>
      </nav>
      <About open={dialog === 'about'} onClose={() => setDialog(null)} />
      <Keys open={dialog === 'keys'} onClose={() => setDialog(null)} />
    </header>
  );
}
