import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { TrainingStatus } from './state/trainingStatus';
import { view } from '../../state/link/view';
import styles from './TrainMark.module.css';

const TITLE = document.title;
const count = (n: number): string => n.toLocaleString('en');

const isBusy = ({ kind }: TrainingStatus): boolean =>
  kind === 'starting' || kind === 'running' || kind === 'pausing';

/**
 * A small sign on the tab, and in the document's title, that a training goes on or how it ended while one looks at something
 * else. Drawn outside React, as often as there is news.
 */
export function TrainMark() {
  const mark = useRef<HTMLSpanElement>(null);
  const opened = useRef(false);
  const page = useStore(view, (state) => state.page);
  const away = page !== 'train';
  useEffect(() => {
    let stop = (): void => undefined;
    let gone = false;
    let news = false;
    // Who does not train does not download it: once the view has been opened it is there.
    opened.current ||= !away;
    if (!opened.current) return undefined;
    void import('./state/stores').then(({ training }) => {
      if (gone) return;
      const draw = (): void => {
        const { run, status } = training.store.getState();
        const busy = run !== null && isBusy(status);
        const share = run ? `${count(run.update)}/${count(run.goal)}` : '';
        document.title = busy ? `${share} · ${TITLE}` : TITLE;
        news ||= busy;
        const element = mark.current;
        if (!element) return;
        const text = busy
          ? share
          : news && status.kind === 'done'
            ? 'done'
            : status.kind === 'failed'
              ? 'stopped'
              : '';
        element.hidden = !away || text === '';
        element.dataset.busy = String(busy);
        element.style.setProperty('--share', String(run ? run.update / Math.max(1, run.goal) : 0));
        if (element.lastElementChild) element.lastElementChild.textContent = text;
        const words = busy ? `training, ${share} updates` : text && `training ${text}`;
        if (words && away) element.parentElement?.setAttribute('aria-description', words);
        else element.parentElement?.removeAttribute('aria-description');
      };
      draw();
      stop = training.store.subscribe(draw);
    });
    return () => {
      gone = true;
      stop();
    };
  }, [away]);
  return (
    <span ref={mark} className={styles.mark} aria-hidden="true" hidden>
      <i />
      <span />
    </span>
  );
}
