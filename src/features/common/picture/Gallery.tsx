import { DIGIT_OPTIONS } from '../../../state/link/fieldKinds';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { digitsOfPacks, loadDigits, loadedPacks, nextPart, type Split } from '../../../state/picture/gallery';
import { cancelLoads, source } from '../../../state/picture/source';
import { Button, Segmented } from '../../../ui/controls';
import { Dialog } from '../../../ui/Dialog';
import { formatMegabytes } from '../format';
import { DigitButton } from './DigitButton';
import { TEXTS } from '../texts';
import styles from './Gallery.module.css';

const PAGE = 120;

function LoadMore({ split }: { split: Split }) {
  const statuses = useStore(source, (state) => state.packs);
  const next = nextPart(statuses, split);
  if (!next) return <p className={styles.note}>{TEXTS.allLoaded}</p>;
  const { info, count, status } = next;
  if (status.kind === 'loading')
    return (
      <p className={styles.note}>
        <progress max={status.total} value={status.loaded} aria-label={TEXTS.digitsDownload} />
        {TEXTS.loadedOf(formatMegabytes(status.loaded), formatMegabytes(status.total))}{' '}
        <Button onClick={cancelLoads}>{TEXTS.cancel}</Button>
      </p>
    );
  return (
    <p className={styles.note}>
      {status.kind === 'failed' && <span role="alert">{`${status.message} ${status.remedy}`} </span>}
      <Button onClick={() => loadDigits(split, count)}>
        {TEXTS[split === 'train' ? 'loadFirst' : 'loadAll'](count, formatMegabytes(info.gzipBytes))}
      </Button>
    </p>
  );
}

/** MNIST by class: what is here, and more on demand. */
export function Gallery({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [split, setSplit] = useState<Split>('train');
  const [label, setLabel] = useState(3);
  const [shown, setShown] = useState(PAGE);
  // The pictures are not drawn anew with each byte of a download.
  const loaded = useStore(
    source,
    useShallow((state) => loadedPacks(state.packs, split)),
  );
  const digits = useMemo(() => (open ? digitsOfPacks(loaded, label) : []), [open, loaded, label]);
  return (
    <Dialog title={TEXTS.gallery} open={open} onClose={onClose} wide>
      <div className={styles.bar}>
        <Segmented
          label={TEXTS.split}
          value={split}
          options={[
            { value: 'train', ...TEXTS.splits.train },
            { value: 'test', ...TEXTS.splits.test },
          ]}
          onChange={setSplit}
        />
        <Segmented
          label={TEXTS.classOfDigits}
          value={label}
          options={DIGIT_OPTIONS}
          onChange={(value) => {
            setLabel(value);
            setShown(PAGE);
          }}
        />
      </div>
      <div className={styles.grid}>
        {digits.slice(0, shown).map((digit) => (
          <DigitButton
            key={digit.source}
            name={digit.source}
            pixels={digit.pixels}
            label={TEXTS.mnist(digit.source)}
          />
        ))}
      </div>
      {digits.length > shown && (
        <p className={styles.note}>
          <Button onClick={() => setShown(shown + PAGE)}>{TEXTS.showMore(digits.length)}</Button>
        </p>
      )}
      <LoadMore split={split} />
    </Dialog>
  );
}
