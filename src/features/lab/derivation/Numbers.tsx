import type { ReactNode } from 'react';
import type { ViewState } from '../../../state/link/fields/table';
import { view } from '../../../state/link/view';
import { LiveText } from '../../common/LiveText';
import { onDerivation } from '../state/derivation';
import styles from './Numbers.module.css';

/** A number by its name, for those who look for it. */
export interface Shown {
  readonly name: string;
  readonly text: () => string;
}

/** A number that follows the view. */
export const shown = (name: string, text: (state: ViewState) => string): Shown => ({
  name,
  text: () => text(view.getState()),
});

/** One of them, in a line of text. */
export const Live = ({ of: { name, text } }: { of: Shown }) => (
  <LiveText subscribe={onDerivation} name={name} text={text} className={styles.live} />
);

interface Props {
  label: string;
  /** Above the numbers; the first stands above the rows' names. */
  head: readonly ReactNode[];
  rows: readonly { readonly name: ReactNode; readonly cells: readonly Shown[] }[];
}

/** Numbers that should be equal, beside each other. */
export function Numbers({ label, head, rows }: Props) {
  const [corner, ...columns] = head;
  return (
    <table className={styles.numbers} aria-label={label}>
      <thead>
        <tr>
          <td>{corner}</td>
          {columns.map((title, i) => (
            <th key={i} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, cells }, i) => (
          <tr key={i}>
            <th scope="row">{name}</th>
            {cells.map((cell) => (
              <td key={cell.name}>
                <Live of={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
