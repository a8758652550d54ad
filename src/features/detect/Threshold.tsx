import { useCallback } from 'react';
import { useStore } from 'zustand';
import { confusion } from '../../diffusion/numbers/roc';
import { inFrame } from '../../state/inFrame';
import { THRESHOLDS } from '../../state/link/fields/detect';
import { endGesture } from '../../state/link/url';
import { patchView, view } from '../../state/link/view';
import { RangeSlider } from '../../ui/RangeSlider';
import { Term } from '../common/glossary/Term';
import { formatDeviations } from './names';
import type { Answer } from './state/scoreTable';
import { TEXTS } from './texts';
import styles from './Threshold.module.css';

/** From where on a picture is called unusual, and how often that is right. */
export function Threshold({ answer, others }: { answer: Answer; others: string }) {
  const { normal, anomalous } = answer;
  const threshold = useStore(view, (state) => state.detectThreshold);
  const { hits, misses, falseAlarms, correctRejections } = confusion(normal, anomalous, threshold);
  const feed = useCallback(
    (put: (threshold: number, words: string) => void) =>
      inFrame(() => {
        const { detectThreshold } = view.getState();
        const counts = confusion(normal, anomalous, detectThreshold);
        const found = TEXTS.hitsWords(counts.hits, anomalous.length, others);
        const alarms = TEXTS.alarmsWords(counts.falseAlarms, normal.length);
        put(detectThreshold, TEXTS.thresholdWords(formatDeviations(detectThreshold), found, alarms));
      }, [view]),
    [normal, anomalous, others],
  );
  return (
    <div className={styles.threshold}>
      <RangeSlider
        label={TEXTS.threshold}
        {...THRESHOLDS}
        initial={threshold}
        feed={feed}
        onSlide={(position) => patchView({ detectThreshold: Number(position.toFixed(1)) })}
        onRelease={endGesture}
        showsWords={false}
        keepsKeys
        className={styles.slider}
      />
      <dl className={styles.counts}>
        <div>
          <dt>
            {TEXTS.threshold}
            <Term name="threshold" />
          </dt>
          <dd>
            {TEXTS.unusualFrom} <b data-number="threshold">{formatDeviations(threshold)}</b>
          </dd>
        </div>
        <div>
          <dt>{others}</dt>
          <dd>
            <b data-number="hits">{hits}</b> {TEXTS.found}, <b data-number="misses">{misses}</b>{' '}
            {TEXTS.missed}
          </dd>
        </div>
        <div>
          <dt>{TEXTS.digits}</dt>
          <dd>
            <b data-number="falseAlarms">{falseAlarms}</b> {TEXTS.falseAlarms},{' '}
            <b data-number="correct">{correctRejections}</b> {TEXTS.right}
          </dd>
        </div>
      </dl>
    </div>
  );
}
