import { useCallback, useMemo } from 'react';
import { useStore } from 'zustand';
import { fromBytes } from '../../diffusion/pixels';
import { firstDigit } from '../../state/gallery';
import type { Digit } from '../../state/gallery';
import { source } from '../../state/source';
import { useView } from '../../state/useView';
import { patchView } from '../../state/view';
import { NumberField, Select } from '../../ui/controls';
import type { Draw } from '../../ui/PixelCanvas';
import { PixelCanvas } from '../../ui/PixelCanvas';
import styles from './Edit.module.css';

const LAST = { train: 59_999, test: 9999 } as const;

function Choice({ digit: { source: name, pixels }, label }: { digit: Digit; label: number }) {
  const { other } = useView('other');
  const feed = useCallback(
    (draw: Draw) => {
      draw(fromBytes(pixels));
      return () => undefined;
    },
    [pixels],
  );
  const title = `The other: a ${label}, MNIST ${name.replace('.', ' #')}`;
  return (
    <button
      type="button"
      className={styles.choice}
      aria-pressed={other === name}
      aria-label={title}
      title={title}
      onClick={() => patchView({ other: name })}
    >
      <PixelCanvas label="" feed={feed} />
    </button>
  );
}

/** The digit at the other end: one of each class at hand, or any of MNIST by its number. */
export function OtherPicker() {
  const { other } = useView('other');
  const packs = useStore(source, (state) => state.packs);
  const digits = useMemo(() => Array.from({ length: 10 }, (_, label) => firstDigit(packs, label)), [packs]);
  const [split, index] = other.split('.') as ['train' | 'test', string];
  return (
    <div className={styles.other} role="group" aria-label="The other digit">
      <span className={styles.note}>and</span>
      {digits.map((digit, label) => digit && <Choice key={label} digit={digit} label={label} />)}
      <Select
        label="Split of the other digit"
        prefix=""
        value={split}
        options={[
          { value: 'train', label: 'train' },
          { value: 'test', label: 'test' },
        ]}
        onChange={(value) => patchView({ other: `${value}.${Math.min(Number(index), LAST[value])}` })}
      />
      <NumberField
        label="number of the other digit"
        prefix="#"
        title="Its number in MNIST"
        value={Number(index)}
        min={0}
        max={LAST[split]}
        onChange={(value) => patchView({ other: `${split}.${value}` })}
      />
    </div>
  );
}
