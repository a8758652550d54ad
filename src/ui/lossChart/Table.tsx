import { formatCount } from '../../diffusion/numbers/formatCount';
import type { LossReader } from '../../diffusion/training/lossSeries';
import { formatLoss, updateTicks } from './axis';
import type { UpdateRange } from './updateRange';
import { TEXTS } from './texts';
import styles from './Table.module.css';

const ROWS = 50;

/** Tidy updates of the range and both its ends, at most `ROWS`. */
function tableUpdates({ from, to }: UpdateRange, length: number): number[] {
  const first = Math.max(1, from);
  const last = Math.min(to, length);
  if (last < first) return [];
  const tidy = updateTicks(first, last, ROWS - 3).filter((update) => update !== first && update !== last);
  return first === last ? [first] : [first, ...tidy, last];
}

interface Props {
  series: LossReader;
  range: UpdateRange;
  heldOutLabel: string;
}

/** What the chart shows, in numbers. */
export function Table({ series, range, heldOutLabel }: Props) {
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={TEXTS.tableLabel}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{TEXTS.updateColumn}</th>
            <th scope="col">{TEXTS.lines.raw}</th>
            <th scope="col">{TEXTS.lines.smooth}</th>
            <th scope="col" title={heldOutLabel}>
              {TEXTS.lines.heldOut}
            </th>
            <th scope="col">{TEXTS.lines.trained}</th>
            <th scope="col">{TEXTS.lines.rate}</th>
          </tr>
        </thead>
        <tbody>
          {tableUpdates(range, series.length).map((update) => {
            const { epsilon, smooth, trained, learningRate } = series.at(update);
            const held = series.heldOutUpTo(update);
            return (
              <tr key={update}>
                <th scope="row">{formatCount(update)}</th>
                <td>{formatLoss(epsilon)}</td>
                <td>{formatLoss(smooth)}</td>
                <td title={held && TEXTS.measuredAt(formatCount(held.update))}>
                  {formatLoss(held?.loss ?? NaN)}
                </td>
                <td>{formatLoss(trained)}</td>
                <td>{formatLoss(learningRate)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
