import { formatCount } from '../../diffusion/numbers/formatCount';
import { Swatch } from './Swatch';
import type { UpdateRange } from './updateRange';
import { TEXTS } from './texts';
import styles from './Legend.module.css';
import button from './SmallButton.module.css';

interface Props {
  compare: readonly { readonly name: string }[];
  zoom: UpdateRange | undefined;
  table: boolean;
  onWhole: () => void;
  onTable: () => void;
  onCsv?: () => void;
}

/** Below the chart: the names of the other runs, the way back from a zoom, the numbers as a table and as a file. */
export function Legend({ compare, zoom, table, onWhole, onTable, onCsv }: Props) {
  return (
    <figcaption className={styles.foot}>
      <span className={styles.names}>
        {compare.map(({ name }, i) => (
          <span key={i} className={styles.name}>
            <Swatch of={i} />
            {name}
          </span>
        ))}
        {zoom ? (
          <span>{TEXTS.range(formatCount(zoom.from), formatCount(zoom.to))}</span>
        ) : (
          compare.length === 0 && <span className={styles.hint}>{TEXTS.hint}</span>
        )}
      </span>
      {zoom && (
        <button type="button" className={button.small} onClick={onWhole}>
          {TEXTS.whole}
        </button>
      )}
      <button type="button" className={button.small} aria-pressed={table} onClick={onTable}>
        {TEXTS.table}
      </button>
      {onCsv && (
        <button type="button" className={button.small} title={TEXTS.csvTitle} onClick={onCsv}>
          {TEXTS.csv}
        </button>
      )}
    </figcaption>
  );
}
