import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { useStore } from 'zustand';
import {
  BookA,
  Footprints,
  GraduationCap,
  Info,
  Keyboard,
  Link2,
  Menu as MenuIcon,
  Moon,
  Presentation,
  Redo2,
  RotateCcw,
  Sun,
  Undo2,
} from 'lucide-react';
import { chooseLevel } from '../state/level';
import { FIELDS } from '../state/link/fields/table';
import { NO_CHAPTER } from '../state/link/fields/lecture';
import { patchView, view } from '../state/link/view';
import { theme, toggleTheme } from '../state/theme';
import { Segmented } from '../ui/controls';
import { About } from './About';
import { useCommands } from './commands';
import { Keys } from './Keys';
import { togglePresenter } from './presenter';
import { TEXTS } from './texts';
import { startTour } from './tour/tour';
import styles from './Menu.module.css';

const icon = { size: 18, 'aria-hidden': true } as const;

interface ItemProps {
  disabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}

/** The arrow keys, Home and End move the focus among a menu's items. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('button:enabled')];
  const at = items.indexOf(event.target as HTMLElement);
  if (at < 0) return; // on the level: the arrow keys choose
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: -1,
  };
  if (!(event.key in targets)) return;
  event.preventDefault();
  items.at(targets[event.key] % items.length)?.focus();
}

const Item = (props: ItemProps) => <button type="button" className={styles.item} {...props} />;

/** The level of the page, theme, keys and what the page is; on a phone the header's commands, too. */
export function Menu({ isPhone }: { isPhone: boolean }) {
  const level = useStore(view, (state) => state.level);
  const isDark = useStore(theme, (state) => state.theme === 'dark');
  const { undo, redo, reset, copyLink } = useCommands();
  const [dialog, setDialog] = useState<'about' | 'keys' | null>(null);
  return (
    <>
      <button
        type="button"
        className={styles.open}
        popoverTarget="menu"
        aria-label={TEXTS.menu}
        title={TEXTS.menu}
      >
        <MenuIcon {...icon} />
      </button>
      <div
        id="menu"
        popover="auto"
        className={styles.menu}
        onKeyDown={moveFocus}
        onToggle={({ newState, currentTarget }) => {
          if (newState === 'open') currentTarget.querySelector<HTMLElement>('button:enabled')?.focus();
        }}
        onClick={({ target, currentTarget }) => {
          if (target instanceof Element && target.closest('button')) currentTarget.hidePopover();
        }}
      >
        <p className={styles.heading}>{TEXTS.levelHeading}</p>
        <Segmented
          small
          label={TEXTS.level}
          value={level}
          options={FIELDS.level.shown?.options ?? []}
          onChange={chooseLevel}
        />
        {isPhone && (
          <>
            <Item {...undo}>
              <Undo2 {...icon} /> {TEXTS.undo}
            </Item>
            <Item {...redo}>
              <Redo2 {...icon} /> {TEXTS.redo}
            </Item>
            <Item {...reset}>
              <RotateCcw {...icon} /> {TEXTS.reset}
            </Item>
            <Item {...copyLink}>
              <Link2 {...icon} /> {TEXTS.copyLink}
            </Item>
            <Item onClick={togglePresenter}>
              <Presentation {...icon} /> {TEXTS.present}
            </Item>
          </>
        )}
        <Item onClick={toggleTheme}>
          {isDark ? <Sun {...icon} /> : <Moon {...icon} />} {isDark ? TEXTS.lightTheme : TEXTS.darkTheme}
        </Item>
        <Item onClick={startTour}>
          <Footprints {...icon} /> {TEXTS.tour}
        </Item>
        <Item onClick={() => patchView({ page: 'lecture', ...NO_CHAPTER })}>
          <GraduationCap {...icon} /> {TEXTS.lecture}
        </Item>
        <Item onClick={() => patchView({ page: 'glossary' })}>
          <BookA {...icon} /> {TEXTS.glossary}
        </Item>
        {!isPhone && (
          <Item onClick={() => setDialog('keys')}>
            <Keyboard {...icon} /> {TEXTS.keys}
          </Item>
        )}
        <Item onClick={() => setDialog('about')}>
          <Info {...icon} /> {TEXTS.about}
        </Item>
      </div>
      <About open={dialog === 'about'} onClose={() => setDialog(null)} />
      <Keys open={dialog === 'keys'} onClose={() => setDialog(null)} />
    </>
  );
}
