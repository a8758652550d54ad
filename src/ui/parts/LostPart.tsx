import { useRef } from 'react';
import { Button } from '../controls';
import { TEXTS } from '../texts';
import styles from './LostPart.module.css';

export interface LostProps {
  /** How often it was asked for in vain. */
  readonly times: number;
  /** Asks for it again. */
  readonly onRetry: () => Promise<unknown>;
}

/** Stands in for a part of the page that did not arrive, in its box. */
export function LostPart({ times, onRetry }: LostProps) {
  const box = useRef<HTMLDivElement>(null);
  const retry = async (): Promise<void> => {
    const main = box.current?.closest('main');
    await onRetry();
    // The button has gone, and with it the focus.
    if (!main || (document.activeElement ?? document.body) !== document.body) return;
    main.tabIndex = -1;
    main.focus({ preventScroll: true });
  };
  return (
    <div ref={box} className={styles.lost} role="alert">
      <p>{TEXTS.partLost}</p>
      <p>
        <Button onClick={() => void retry().catch(() => undefined)}>{TEXTS.tryAgain}</Button>{' '}
        {times > 1 && <Button onClick={() => location.reload()}>{TEXTS.reload}</Button>}
      </p>
    </div>
  );
}
