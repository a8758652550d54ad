import { DIGITS } from '../../../state/link/fieldKinds';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { LayoutGrid, Upload } from 'lucide-react';
import { firstDigit } from '../../../state/picture/gallery';
import { source } from '../../../state/picture/source';
import { Button } from '../../../ui/controls';
import { DigitButton } from './DigitButton';
import { DrawButton } from './DrawButton';
import { Gallery } from './Gallery';
import { TEXTS } from '../texts';
import { UploadButton } from './UploadButton';
import styles from './SourcePicker.module.css';

interface Props {
  /** What is drawn or uploaded need not be a digit: the words for it, and what takes the file. */
  anything?: {
    readonly title: string;
    readonly use: string;
    readonly upload: string;
    readonly take: (file: Blob) => Promise<boolean>;
    /** Sources of pictures that have buttons of their own. */
    readonly samples: readonly string[];
  };
  /** Whether the button to draw stands here, not elsewhere in the view. */
  hasDraw?: boolean;
  /** As the button to draw takes it. */
  onDraw?: () => void;
}

/** Chooses x_0: one digit of each class at hand, all of MNIST behind them, or a drawn or uploaded picture. */
export function SourcePicker({ anything, hasDraw = true, onDraw }: Props) {
  const packs = useStore(source, (state) => state.packs);
  const [isGalleryOpen, setGalleryOpen] = useState(false);
  const first = useMemo(() => DIGITS.map((label) => firstDigit(packs, label)), [packs]);
  return (
    <div className={styles.picker} role="group" aria-label={TEXTS.source}>
      <div className={styles.row}>
        {first.map((digit, label) =>
          digit ? (
            <DigitButton
              key={label}
              name={digit.source}
              pixels={digit.pixels}
              label={TEXTS.aDigit(label, TEXTS.mnist(digit.source))}
            />
          ) : (
            <span key={label} className={styles.absent} />
          ),
        )}
      </div>
      <Button
        aria-label={TEXTS.moreDigits}
        onClick={() => setGalleryOpen(true)}
        title={TEXTS.moreDigitsTitle}
      >
        <LayoutGrid size={16} aria-hidden="true" />
      </Button>
      {hasDraw && <DrawButton {...(anything && { anything })} {...(onDraw && { onOpen: onDraw })} />}
      <UploadButton take={anything?.take} {...(anything && { title: anything.upload })}>
        <Upload size={16} aria-hidden="true" /> <span className={styles.upload}>{TEXTS.upload}</span>
      </UploadButton>
      <Gallery open={isGalleryOpen} onClose={() => setGalleryOpen(false)} />
    </div>
  );
}
