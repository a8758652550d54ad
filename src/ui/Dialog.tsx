import { useEffect, useRef, type ReactNode } from 'react';
import { X } from 'lucide-react';
import { Button } from './controls';
import { TEXTS } from './texts';
import styles from './Dialog.module.css';

interface Props {
  title: string;
  open: boolean;
  onClose: () => void;
  wide?: boolean;
  children: ReactNode;
}

/**
 * A native modal dialog: focus, Escape and the backdrop are the browser's. An element with `data-first-focus` has the focus at
 * first, else the button that closes it.
 */
export function Dialog({ title, open, onClose, wide = false, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const pressed = useRef<EventTarget | null>(null);
  useEffect(() => {
    if (!open) {
      dialog.current?.close();
      return;
    }
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>('[data-first-focus]')?.focus();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      className={`${styles.dialog} ${wide ? styles.wide : ''}`}
      aria-label={title}
      onClose={onClose}
      onPointerDown={(event) => (pressed.current = event.target)}
      onClick={(event) => {
        // On the backdrop, and not a drag that only ends there.
        if (event.target === dialog.current && pressed.current === dialog.current) onClose();
      }}
    >
      {open && (
        <div className={styles.body}>
          <div className={styles.header}>
            <h2 className={styles.title}>{title}</h2>
            <Button look="quiet" aria-label={TEXTS.close} onClick={onClose}>
              <X size={18} aria-hidden="true" />
            </Button>
          </div>
          {children}
        </div>
      )}
    </dialog>
  );
}
