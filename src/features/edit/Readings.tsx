import { useStore } from 'zustand';
import { readAgain, readingOf, readings } from './state/readings';
import type { Sheet } from '../../state/samples/sheet';
import { Button } from '../../ui/controls';
import styles from './Edit.module.css';

/** What the classifier has read in a sheet's results; undefined before. */
export function useRead(sheet: Sheet): readonly number[] | undefined {
  const reading = useStore(readings, () => readingOf(sheet));
  return typeof reading === 'string' ? undefined : reading;
}

/** Where the classifier could not be fetched: a way to try again. */
export function NotRead({ sheet }: { sheet: Sheet }) {
  const reading = useStore(readings, () => readingOf(sheet));
  if (reading !== 'failed') return null;
  return (
    <p className={styles.note} role="alert">
      The classifier that reads these could not be fetched.{' '}
      <Button onClick={() => readAgain(sheet)}>Try again</Button>
    </p>
  );
}
