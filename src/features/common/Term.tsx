import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useStore } from 'zustand';
import { X } from 'lucide-react';
import { reaches } from '../../state/level';
import { view } from '../../state/link/view';
import { QuestionMark } from '../../ui/QuestionMark';
import { AppLink } from './AppLink';
import { shortTerm, termEntry, type TermName } from './glossary';
import { TermHeading, TermText } from './TermText';
import { TEXTS } from './texts';
import styles from './Term.module.css';

/** Between the card and the edge of the window. */
const MARGIN = 8;
const WIDTH = 340;
/** With less room than this above and below the button, the card takes the whole height. */
const LEAST_HEIGHT = 200;

/**
 * Puts the card below the button, or above it where there is more room; always within the window. Above the button of a picture
 * it would cover that picture: then it stands beside it, if there is room.
 */
function place(card: HTMLElement, button: HTMLElement): void {
  const { left, top, bottom } = button.getBoundingClientRect();
  // The body ends before the room that is kept for a scroll bar.
  const { clientWidth } = document.body;
  const { clientHeight } = document.documentElement;
  const width = Math.min(WIDTH, clientWidth - 2 * MARGIN);
  const below = clientHeight - bottom - 2 * MARGIN;
  const above = top - 2 * MARGIN;
  const room = Math.max(below, above);
  const picture = button.closest('figure')?.getBoundingClientRect();
  const isBelow = below >= above || below >= 360;
  const { style } = card;
  style.width = `${width}px`;
  style.left = `${Math.max(MARGIN, Math.min(left - MARGIN, clientWidth - width - MARGIN))}px`;
  if (room < LEAST_HEIGHT) {
    style.top = `${MARGIN}px`;
    style.bottom = 'auto';
    style.maxHeight = `${clientHeight - 2 * MARGIN}px`;
  } else if (!isBelow && picture && picture.right + width + 2 * MARGIN <= clientWidth) {
    style.left = `${picture.right + MARGIN}px`;
    style.top = 'auto';
    style.bottom = `${clientHeight - bottom}px`;
    style.maxHeight = `${bottom - MARGIN}px`;
  } else {
    style.top = isBelow ? `${bottom + MARGIN}px` : 'auto';
    style.bottom = isBelow ? 'auto' : `${clientHeight - top + MARGIN}px`;
    style.maxHeight = `${isBelow ? below : above}px`;
  }
}

function Mark({ name }: { name: TermName }) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const card = useRef<HTMLDivElement>(null);
  const id = useId();
  const close = () => card.current?.hidePopover();
  useEffect(() => {
    if (!isOpen) return undefined;
    const follow = () => {
      const box = button.current?.getBoundingClientRect();
      if (!box || !card.current || !button.current) return;
      // A card whose button has left the window has no place any more.
      if (box.bottom < 0 || box.top > document.documentElement.clientHeight) card.current.hidePopover();
      else place(card.current, button.current);
    };
    const listened = { capture: true, passive: true };
    addEventListener('scroll', follow, listened);
    addEventListener('resize', follow);
    return () => {
      removeEventListener('scroll', follow, listened);
      removeEventListener('resize', follow);
    };
  }, [isOpen]);
  return (
    <>
      <QuestionMark
        ref={button}
        aria-label={TEXTS.whatIs(shortTerm(name))}
        aria-expanded={isOpen}
        popoverTarget={id}
      />
      {createPortal(
        <div
          ref={card}
          id={id}
          popover="auto"
          role="dialog"
          aria-labelledby={`${id}-heading`}
          tabIndex={-1}
          className={styles.card}
          onBeforeToggle={({ newState, currentTarget }) => {
            setOpen(newState === 'open');
            if (newState === 'open' && button.current) place(currentTarget, button.current);
          }}
          onToggle={({ newState, currentTarget }) => {
            if (newState === 'open') currentTarget.focus({ preventScroll: true });
          }}
        >
          {isOpen && (
            <>
              <div className={styles.head}>
                <h2 id={`${id}-heading`} className={styles.heading}>
                  <TermHeading name={name} />
                </h2>
                <button type="button" className={styles.close} aria-label={TEXTS.close} onClick={close}>
                  <X size={16} aria-hidden="true" />
                </button>
              </div>
              <TermText name={name} onOpen={close} />
              <p>
                <AppLink to={`?view=glossary&term=${name}`} onOpen={close}>
                  {TEXTS.allTerms}
                </AppLink>
              </p>
            </>
          )}
        </div>,
        document.body,
      )}
    </>
  );
}

interface Props {
  name: TermName;
  /** The words that it explains; the question mark stays on the line of the last one. */
  children?: ReactNode;
}

/**
 * A question mark that opens a card about a word: two sentences, the formula, and a link to where one sees it. At the level of
 * pictures a card with symbols has none.
 */
export function Term({ name, children }: Props) {
  const isShown = useStore(view, ({ level }) => reaches(level, termEntry(name).level ?? 'course'));
  if (!isShown) return children;
  if (children === undefined) return <Mark name={name} />;
  const cut = typeof children === 'string' ? children.lastIndexOf(' ') + 1 : 0;
  return (
    <>
      {typeof children === 'string' && children.slice(0, cut)}
      <span className={styles.together}>
        {typeof children === 'string' ? children.slice(cut) : children}
        <Mark name={name} />
      </span>
    </>
  );
}
