import { useStore } from 'zustand';
import { X } from 'lucide-react';
import { dismiss, notices } from '../state/notices';
import { Button } from '../ui/controls';
import { TEXTS } from './texts';
import styles from './Notices.module.css';

/** Messages in the corner, read out politely. They take room at the page's end: what they cover can be scrolled clear of them. */
export function Notices() {
  const list = useStore(notices, (state) => state.list);
  return (
    <div className={styles.notices} role="status" aria-live="polite">
      {list.map(({ id, kind, text }) => (
        <div key={id} className={styles.notice} data-kind={kind}>
          <p>{text}</p>
          <Button look="quiet" aria-label={TEXTS.dismiss} onClick={() => dismiss(id)}>
            <X size={16} aria-hidden="true" />
          </Button>
        </div>
      ))}
    </div>
  );
}
