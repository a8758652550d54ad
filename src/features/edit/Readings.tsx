import { useStore } from 'zustand';
import type { Sheet } from '../../state/samples/sheet';
import { Button } from '../../ui/controls';
import { readings } from './state/readings';
import { TEXTS } from './texts';
import shared from './shared.module.css';

/** What the classifier has read in a sheet's results; undefined before. */
export function useReading(sheet: Sheet): readonly number[] | undefined {
  const reading = useStore(readings.store, () => readings.getReading(sheet));
  return typeof reading === 'string' ? undefined : reading;
}

/** Where the classifier could not be fetched: a way to try again. */
export function NotRead({ sheet }: { sheet: Sheet }) {
  const reading = useStore(readings.store, () => readings.getReading(sheet));
  if (reading !== 'failed') return null;
  return (
    <p className={shared.note} role="alert">
      {TEXTS.notRead} <Button onClick={() => readings.readAgain(sheet)}>{TEXTS.tryAgain}</Button>
    </p>
  );
}
