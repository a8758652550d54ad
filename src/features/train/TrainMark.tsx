import { formatCount } from '../../diffusion/numbers/formatCount';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type * as Stores from './state/stores';
import { isBusy } from '../../state/training/trainingStatus';
import { titlePrefix } from '../../state/documentTitle';
import { view } from '../../state/link/view';
import { PAGE_TEXTS } from './pageTexts';
import styles from './TrainMark.module.css';

/**
 * A small sign on the view's tab, and in the document's title, that a training goes on, or how it ended, while another view is
 * open. Drawn outside React, as often as there is news.
 */
export function TrainMark() {
  const mark = useRef<HTMLSpanElement>(null);
  const wasOpened = useRef(false);
  const page = useStore(view, (state) => state.page);
  const isAway = page !== 'train';
  useEffect(() => {
    let stop = (): void => undefined;
    let isGone = false;
    let hasNews = false;
    // The stores are downloaded only by those who train: once the view has been opened they are there.
    wasOpened.current ||= !isAway;
    if (!wasOpened.current) return undefined;
    const follow = ({ training }: typeof Stores): void => {
      if (isGone) return;
      const draw = (): void => {
        const { run, status } = training.store.getState();
        const busy = run !== null && isBusy(status);
        const share = run ? `${formatCount(run.update)}/${formatCount(run.goal)}` : '';
        titlePrefix.setState({ text: busy ? share : '' });
        hasNews ||= busy;
        const element = mark.current;
        if (!element) return;
        const text = busy
          ? share
          : hasNews && status.kind === 'done'
            ? PAGE_TEXTS.done
            : status.kind === 'failed'
              ? PAGE_TEXTS.stopped
              : '';
        element.hidden = !isAway || text === '';
        element.dataset.busy = String(busy);
        element.style.setProperty('--share', String(run ? run.update / Math.max(1, run.goal) : 0));
        if (element.lastElementChild) element.lastElementChild.textContent = text;
        const description = busy ? PAGE_TEXTS.progress(share) : text && PAGE_TEXTS.ended(text);
        if (description && isAway) element.parentElement?.setAttribute('aria-description', description);
        else element.parentElement?.removeAttribute('aria-description');
      };
      draw();
      stop = training.store.subscribe(draw);
    };
    // Where they do not arrive the view says so, and asks for them again.
    import('./state/stores').then(follow, () => undefined);
    return () => {
      isGone = true;
      stop();
    };
  }, [isAway]);
  return (
    <span ref={mark} className={styles.mark} aria-hidden="true" hidden>
      <i />
      <span />
    </span>
  );
}
