import { DIGITS } from '../../state/link/fieldKinds';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useView } from '../../state/link/useView';
import { patchView } from '../../state/link/view';
import { firstDigit } from '../../state/picture/gallery';
import { source } from '../../state/picture/source';
import { NumberField, Select } from '../../ui/controls';
import { DigitButton } from '../common/DigitButton';
import shared from './shared.module.css';
import styles from './OtherPicker.module.css';

const LAST = { train: 59_999, test: 9999 } as const;

/** The digit at the other end: one of each class at hand, or any of MNIST by its number. */
export function OtherPicker() {
  const { other } = useView('other');
  const packs = useStore(source, (state) => state.packs);
  const digits = useMemo(() => DIGITS.map((label) => firstDigit(packs, label)), [packs]);
  const [split, index] = other.split('.') as ['train' | 'test', string];
  return (
    <div className={styles.other} role="group" aria-label="The other digit">
      <span className={shared.note}>and</span>
      {digits.map(
        (digit, label) =>
          digit && (
            <DigitButton
              key={label}
              of="other"
              name={digit.source}
              pixels={digit.pixels}
              label={`The other: a ${label}, MNIST ${digit.source.replace('.', ' #')}`}
            />
          ),
      )}
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
