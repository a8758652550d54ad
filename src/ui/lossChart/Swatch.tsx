import { DASHES, type ShownLines } from './shownLines';
import styles from './Swatch.module.css';

/** A piece of the line that a switch or a name in the legend stands for: they differ in shape, not in colour alone. */
export function Swatch({ of }: { of: keyof ShownLines | number }) {
  const line = typeof of === 'number' ? 'compared' : of;
  return (
    <svg className={styles.swatch} data-line={line} width="20" height="10" aria-hidden="true">
      {shapeOf(of)}
    </svg>
  );
}

function shapeOf(of: keyof ShownLines | number) {
  switch (of) {
    case 'raw':
      return <path d="M0 6 L4 2 L8 5 L12 1 L16 4 L20 2 V6 L16 9 L12 6 L8 9 L4 7 L0 9 Z" />;
    case 'heldOut':
      return (
        <>
          <path d="M0 5H20" />
          <circle cx="10" cy="5" r="3" />
        </>
      );
    case 'log':
      return <path d="M6 0V10 M6 9.5H14 M6 6H12 M6 3.5H10 M6 1.5H9" />;
    case 'smooth':
    case 'trained':
    case 'rate':
      return <path d="M0 5H20" />;
    default:
      return <path d="M0 5H20" strokeDasharray={DASHES[of % DASHES.length]} />;
  }
}
