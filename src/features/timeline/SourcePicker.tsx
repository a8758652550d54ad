import { useState } from 'react';
import { useStore } from 'zustand';
import { LayoutGrid, Pencil, Upload } from 'lucide-react';
import { digitsHere } from '../../state/gallery';
import type { Digit } from '../../state/gallery';
import { source } from '../../state/source';
import { Button } from '../../ui/controls';
import { DigitButton } from './DigitButton';
import { DrawPad } from './DrawPad';
import { Gallery } from './Gallery';
import { UploadButton } from './UploadButton';
import styles from './SourcePicker.module.css';

/** x_0: one digit of each class at hand, all of MNIST behind them, or one's own. */
export function SourcePicker() {
  const state = useStore(source);
  const [dialog, setDialog] = useState<'gallery' | 'draw' | null>(null);
  const first = Array.from(
    { length: 10 },
    (_, label) => digitsHere(state, 'train', label)[0] as Digit | undefined,
  );
  const own = state.picture.source.startsWith('px.');
  return (
    <div className={styles.picker} role="group" aria-label="The digit x0">
      <div className={styles.row}>
        {first.map((digit, label) =>
          digit ? (
            <DigitButton
              key={label}
              name={digit.source}
              pixels={digit.pixels}
              label={`A ${label}: MNIST ${digit.source.replace('.', ' #')}`}
            />
          ) : (
            <span key={label} className={styles.absent} />
          ),
        )}
      </div>
      <Button
        aria-label="More digits"
        onClick={() => setDialog('gallery')}
        title="All digits of MNIST, by class"
      >
        <LayoutGrid size={16} aria-hidden="true" />
      </Button>
      <Button onClick={() => setDialog('draw')} aria-pressed={own} title="Draw your own">
        <Pencil size={16} aria-hidden="true" /> Draw
      </Button>
      <UploadButton>
        <Upload size={16} aria-hidden="true" /> Upload
      </UploadButton>
      <Gallery open={dialog === 'gallery'} onClose={() => setDialog(null)} />
      <DrawPad open={dialog === 'draw'} onClose={() => setDialog(null)} />
    </div>
  );
}
