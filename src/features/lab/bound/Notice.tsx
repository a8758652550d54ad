import { formatCount } from '../../../diffusion/numbers/formatCount';
import { useStore } from 'zustand';
import type { BoundEstimate } from '../../../diffusion/boundEstimate';
import { Panel } from '../../../ui/Panel';
import { bound } from '../state/bound';
import type { Estimates } from '../state/boundChart';
import { bits } from './format';
import { TEXTS } from './texts';
import styles from './Notice.module.css';

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** The bar that contains t. Its running sum is L_T plus all L_{t-1} from T down to the bar's first t. */
const barAt = ({ bars }: BoundEstimate, t: number) => bars.find(({ first, last }) => first <= t && t <= last);

/** What the numbers say, in sentences. */
export function Notice({ posterior, beta }: Estimates) {
  const size = useStore(bound.store, ({ measured }) => measured?.used.size ?? 28);
  if (!posterior || !beta || Number.isNaN(posterior.total.mean)) return null;
  const { total, decoder } = posterior;
  const dimensions = size ** 2;
  const early = barAt(posterior, 100);
  const late = barAt(posterior, 11);
  if (!early || !late) return null;
  return (
    <Panel title={TEXTS.notice}>
      <ul className={styles.notice}>
        <li>
          <b>{bits(total.mean)}</b>
          {TEXTS.noticeTotal(formatCount(Math.round(dimensions * total.mean)), formatCount(dimensions * 8))}
        </li>
        <li>
          <b>{percent(1 - late.sum / total.mean)}</b>
          {TEXTS.noticeLate(late.first, percent(decoder.mean / total.mean))}
        </li>
        <li>
          <b>{percent(early.sum / total.mean)}</b>
          {TEXTS.noticeEarly(early.first)}
        </li>
        <li>
          <b>{bits(beta.total.mean - total.mean)}</b>
          {TEXTS.noticeBeta}
        </li>
      </ul>
    </Panel>
  );
}
