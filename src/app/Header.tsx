import { useStore } from 'zustand';
import { ChevronDown, Link2, Presentation, Redo2, RotateCcw, Undo2 } from 'lucide-react';
import { view } from '../state/link/view';
import { useWithKey } from '../features/common/useWithKey';
import { Button } from '../ui/controls';
import { useMedia } from '../ui/useMedia';
import { useCommands } from './commands';
import { ComputeBadge } from './ComputeBadge';
import { focusView } from './focus';
import { PRESENT } from './keyboard';
import { Menu } from './Menu';
import { togglePresenter } from './presenter';
import { PresenterBar } from './PresenterBar';
import { Tabs } from './Tabs';
import { TEXTS } from './texts';
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
        aria-label={TEXTS.viewIs(viewOf(page).name)}
      >
        {viewOf(page).name} <ChevronDown {...icon} />
      </button>
      <div id="views" popover="auto" className={styles.views} onClick={close}>
        <Tabs isExplained />
      </div>
    </>
  );
}

export function Header() {
  const present = useStore(view, (state) => state.present);
  const isPhone = useMedia(PHONE);
  const { undo, redo, reset, copyLink } = useCommands();
  const withKey = useWithKey();
  if (present) return <PresenterBar />;
  return (
    <header className={styles.header}>
      <Button className={styles.skip} onClick={focusView}>
        {TEXTS.skip}
      </Button>
      <h1 className={styles.brand}>{TEXTS.page}</h1>
      {isPhone ? <TabsMenu /> : <Tabs />}
      <ComputeBadge />
      {!isPhone && (
        <nav className={styles.actions} aria-label={TEXTS.actions}>
          <Button look="quiet" aria-label={TEXTS.undo} title={TEXTS.undoTitle} {...undo}>
            <Undo2 {...icon} />
          </Button>
          <Button look="quiet" aria-label={TEXTS.redo} title={TEXTS.redoTitle} {...redo}>
            <Redo2 {...icon} />
          </Button>
          <Button look="quiet" aria-label={TEXTS.reset} title={TEXTS.resetTitle} {...reset}>
            <RotateCcw {...icon} />
          </Button>
          <Button look="quiet" aria-label={TEXTS.copyLink} title={TEXTS.copyLinkTitle} {...copyLink}>
            <Link2 {...icon} />
          </Button>
          <Button
            look="quiet"
            aria-label={TEXTS.present}
            title={withKey(TEXTS.presentTitle, PRESENT)}
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
