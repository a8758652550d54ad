import { useStore } from 'zustand';
import { X } from 'lucide-react';
import { dismiss, notices, type Notice } from '../state/notices';
import { Button } from '../ui/controls';
import { TEXTS } from './texts';
import styles from './Notices.module.css';

const GRAVITY: Record<Notice['kind'], number> = { info: 0, warning: 1, error: 2 };

/** The id of the newest message of the gravest kind, which presenter mode shows. */
function gravest(list: readonly Notice[]): number | undefined {
  return list.toSorted((a, b) => GRAVITY[a.kind] - GRAVITY[b.kind]).at(-1)?.id;
}

/** Messages in the corner, read out politely. They take room at the page's end: what they cover can be scrolled clear of them. */
export function Notices() {
  const list = useStore(notices, (state) => state.list);
  const shown = gravest(list);
  return (
    <div className={styles.notices} role="status" aria-live="polite">
      {list.map(({ id, kind, text, action }) => (
        <div key={id} className={styles.notice} data-kind={kind} data-shown={id === shown}>
          <p>{text}</p>
          {action && <Button onClick={action.run}>{action.text}</Button>}
          <Button look="quiet" aria-label={TEXTS.dismiss} onClick={() => dismiss(id)}>
            <X size={16} aria-hidden="true" />
          </Button>
        </div>
      ))}
    </div>
  );
}
