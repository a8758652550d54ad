import styles from './NumberTable.module.css';

interface Props {
  label: string;
  head: readonly string[];
  /** The first cell names the row. */
  rows: readonly (readonly (string | number)[])[];
  className?: string;
}

/** A chart in numbers, which scrolls by itself. */
export function NumberTable({ label, head, rows, className = '' }: Props) {
  return (
    <div className={`${styles.scroll} ${className}`} tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead>
          <tr>
            {head.map((title, i) => (
              <th key={i} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {cells.map((cell, i) => (
                <td key={i}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
