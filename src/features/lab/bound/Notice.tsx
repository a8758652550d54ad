import { useStore } from 'zustand';
import type { BoundEstimate } from '../../../diffusion/boundEstimate';
import { bound } from '../../../state/bound';
import { Panel } from '../../../ui/Panel';
import { bits } from './format';
import styles from './Bound.module.css';

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** The running sum at the bar that holds t: L_T and all L_{t-1} from T down to it. */
const sumDownTo = ({ bars }: BoundEstimate, t: number): number =>
  bars.find(({ first, last }) => first <= t && t <= last)?.sum ?? NaN;

/** What the numbers say. */
export function Notice({
  posterior,
  beta,
}: {
  posterior: BoundEstimate | undefined;
  beta: BoundEstimate | undefined;
}) {
  const used = useStore(bound, (state) => state.used);
  if (!posterior || !beta || Number.isNaN(posterior.total.mean)) return null;
  const { total, decoder } = posterior;
  const dimensions = (used?.size ?? 28) ** 2;
  const early = sumDownTo(posterior, 100);
  const last = total.mean - sumDownTo(posterior, 11);
  return (
    <Panel title="What to notice">
      <ul className={styles.notice}>
        <li>
          <b>{bits(total.mean)}</b> bits for each pixel instead of 8: a digit in{' '}
          {Math.round(dimensions * total.mean).toLocaleString('en')} bits instead of{' '}
          {(dimensions * 8).toLocaleString('en')}.
        </li>
        <li>
          <b>{percent(last / total.mean)}</b> of them come after t = 10, and{' '}
          {percent(decoder.mean / total.mean)} with L₀ alone. They say the exact grey levels, which no eye
          sees.
        </li>
        <li>
          Down to t = 100 it is <b>{percent(early / total.mean)}</b>. There it is decided which digit it is,
          and how it is written: that is where L<sub>simple</sub> puts the weight.
        </li>
        <li>
          σ² = β costs <b>{bits(beta.total.mean - total.mean)}</b> bits more, with the same network and the
          same noise.
        </li>
      </ul>
    </Panel>
  );
}
