import { useState, type ComponentProps } from 'react';
import { useStore } from 'zustand';
import {
  Info,
  Keyboard,
  Link2,
  Moon,
  Presentation,
  Redo2,
  RotateCcw,
  Sun,
  Undo2,
  type LucideIcon,
} from 'lucide-react';
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

interface ActionProps extends ComponentProps<typeof Button> {
  Icon: LucideIcon;
  label: string;
}

/** A quiet button with an icon. */
const Action = ({ Icon, label, title = label, children, ...rest }: ActionProps) => (
  <Button look="quiet" aria-label={label} title={title} {...rest}>
    <Icon size={18} aria-hidden />
    {children}
  </Button>
);

/** The views of the page. */
function Tabs() {
  const shown = useStore(view, (state) => state.page);
  return (
    <nav className={styles.tabs} aria-label="Views">
      {VIEWS.map(({ page, name, title, TabMark }) => (
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
  const canUndo = useStore(view.temporal, ({ pastStates }) => pastStates.length > 0);
  const canRedo = useStore(view.temporal, ({ futureStates }) => futureStates.length > 0);
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
        <Action Icon={Undo2} label="Undo" title="Undo (Ctrl Z)" disabled={!canUndo} onClick={undo} />
        <Action Icon={Redo2} label="Redo" title="Redo (Ctrl Shift Z)" disabled={!canRedo} onClick={redo} />
        <Action
          Icon={RotateCcw}
          label="Reset"
          title="Everything back to where the page starts (undo brings the parameters back)"
          disabled={initial}
          onClick={() => {
            viewOf(view.getState().page).pause?.();
            resetView();
          }}
        />
        <Action Icon={Link2} label="Copy link" title="A link to exactly this" onClick={() => void copyLink()}>
          <span className={styles.word}>Copy link</span>
        </Action>
        <Action
          Icon={Presentation}
          label="Present"
          title={withKey('Presenter mode', PRESENT)}
          onClick={togglePresenter}
        />
        <Action Icon={Keyboard} label="Keyboard" title="Keys" onClick={() => setDialog('keys')} />
        <Action Icon={Info} label="About" title="What this is" onClick={() => setDialog('about')} />
        <Action
          Icon={shown === 'dark' ? Sun : Moon}
          label={shown === 'dark' ? 'Light theme' : 'Dark theme'}
          onClick={toggleTheme}
        />
      </nav>
      <About open={dialog === 'about'} onClose={() => setDialog(null)} />
      <Keys open={dialog === 'keys'} onClose={() => setDialog(null)} />
    </header>
  );
}
