import type { LossReader } from '../../diffusion/lossSeries';
import { formatLoss, formatUpdate, updateTicks } from './axis';
import type { UpdateRange } from './updateRange';
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
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="Losses as a table">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">update</th>
            <th scope="col">raw</th>
            <th scope="col">smooth</th>
            <th scope="col" title={heldOutLabel}>
              held-out
            </th>
            <th scope="col">trained</th>
            <th scope="col">rate</th>
          </tr>
        </thead>
        <tbody>
          {tableUpdates(range, series.length).map((update) => {
            const { epsilon, smooth, trained, learningRate } = series.at(update);
            const held = series.heldOutUpTo(update);
            return (
              <tr key={update}>
                <th scope="row">{formatUpdate(update)}</th>
                <td>{formatLoss(epsilon)}</td>
                <td>{formatLoss(smooth)}</td>
                <td title={held && `measured at ${formatUpdate(held.update)}`}>
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
