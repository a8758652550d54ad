import { useStore } from 'zustand';
import type { BoundEstimate } from '../../../diffusion/boundEstimate';
import { Panel } from '../../../ui/Panel';
import { bound } from '../state/bound';
import type { Estimates } from '../state/boundChart';
import { bits } from './format';
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
    <Panel title="What to notice">
      <ul className={styles.notice}>
        <li>
          <b>{bits(total.mean)}</b> bits for each pixel instead of 8: a digit in{' '}
          {Math.round(dimensions * total.mean).toLocaleString('en')} bits instead of{' '}
          {(dimensions * 8).toLocaleString('en')}.
        </li>
        <li>
          <b>{percent(1 - late.sum / total.mean)}</b> of them come below t = {late.first}, and{' '}
          {percent(decoder.mean / total.mean)} with L₀ alone. They say the exact grey levels, which no eye
          sees.
        </li>
        <li>
          Down to t = {early.first} it is <b>{percent(early.sum / total.mean)}</b>. There it is decided which
          digit it is, and how it is written: that is where L<sub>simple</sub> puts the weight.
        </li>
        <li>
          σ² = β costs <b>{bits(beta.total.mean - total.mean)}</b> bits more, with the same network and the
          same noise.
        </li>
      </ul>
    </Panel>
  );
}
