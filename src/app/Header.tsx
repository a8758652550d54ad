import { useStore } from 'zustand';
import { ChevronDown, Link2, Presentation, Redo2, RotateCcw, Undo2 } from 'lucide-react';
import { view } from '../state/link/view';
import { withKey } from '../features/common/view';
import { Button } from '../ui/controls';
import { useMedia } from '../ui/useMedia';
import { useCommands } from './commands';
import { ComputeBadge } from './ComputeBadge';
import { PRESENT } from './keyboard';
import { Menu } from './Menu';
import { exitPresenter, togglePresenter } from './presenter';
import { Tabs } from './Tabs';
import { viewOf } from './views';
import styles from './Header.module.css';

const PHONE = matchMedia('(max-width: 699px)');
const icon = { size: 18, 'aria-hidden': true } as const;

/** On a phone the views are in a menu, which the name of the open one opens. */
function TabsMenu() {
  const page = useStore(view, (state) => state.page);
  const close = ({ currentTarget }: { currentTarget: HTMLElement }): void => currentTarget.hidePopover();
  return (
    <>
      <button
        type="button"
        className={styles.open}
        popoverTarget="views"
        aria-label={`View: ${viewOf(page).name}`}
      >
        {viewOf(page).name} <ChevronDown {...icon} />
      </button>
      <div id="views" popover="auto" className={styles.views} onClick={close}>
        <Tabs />
      </div>
    </>
  );
}

/** Sets the focus on what one plays with, past the header. */
function skip(): void {
  const main = document.querySelector<HTMLElement>('main');
  if (!main) return;
  main.tabIndex = -1;
  const sliders = [...main.querySelectorAll<HTMLElement>('input[type=range]')];
  (sliders.find((slider) => slider.checkVisibility()) ?? main).focus();
}

export function Header() {
  const present = useStore(view, (state) => state.present);
  const isPhone = useMedia(PHONE);
  const { undo, redo, reset, copyLink } = useCommands();
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
      <button type="button" className={styles.skip} onClick={skip}>
        Skip to the slider
      </button>
      <h1 className={styles.brand}>Thousand Steps</h1>
      {isPhone ? <TabsMenu /> : <Tabs />}
      <ComputeBadge />
      {!isPhone && (
        <nav className={styles.actions} aria-label="Page">
          <Button look="quiet" aria-label="Undo" title="Undo (Ctrl Z)" {...undo}>
            <Undo2 {...icon} />
          </Button>
          <Button look="quiet" aria-label="Redo" title="Redo (Ctrl Shift Z)" {...redo}>
            <Redo2 {...icon} />
          </Button>
          <Button
            look="quiet"
            aria-label="Reset"
            title="Everything back to where the page starts (undo brings the parameters back)"
            {...reset}
          >
            <RotateCcw {...icon} />
          </Button>
          <Button look="quiet" aria-label="Copy link" title="Copy a link to exactly this" {...copyLink}>
            <Link2 {...icon} />
          </Button>
          <Button
            look="quiet"
            aria-label="Present"
            title={withKey('Presenter mode', PRESENT)}
            onClick={togglePresenter}
          >
            <Presentation {...icon} />
          </Button>
        </nav>
      )}
      <Menu isPhone={isPhone} />
    </header>
  );
}
