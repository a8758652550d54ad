import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { X } from 'lucide-react';
import { QuestionMark } from './QuestionMark';
import { TEXTS } from './texts';
import styles from './ExplainCard.module.css';

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

interface Props {
  /** The name of the question mark. */
  label: string;
  /** What it is about, where the name does not say so. */
  description?: string;
  heading: ReactNode;
  /** What the card says; `close` closes it, for links in it. */
  children: (close: () => void) => ReactNode;
}

/** A question mark that opens a card beside it: by click, by touch and by keys. Escape, a click elsewhere and its cross close it. */
export function ExplainCard({ label, description, heading, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const card = useRef<HTMLDivElement>(null);
  const id = useId();
  const close = () => document.getElementById(id)?.hidePopover();
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
        aria-label={label}
        {...(description && { 'aria-description': description })}
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
                  {heading}
                </h2>
                <button type="button" className={styles.close} aria-label={TEXTS.close} onClick={close}>
                  <X size={16} aria-hidden="true" />
                </button>
              </div>
              {children(close)}
            </>
          )}
        </div>,
        document.body,
      )}
    </>
  );
}
