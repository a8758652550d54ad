import { DIGITS } from '../../state/link/fieldKinds';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useView } from '../../state/link/useView';
import { patchView } from '../../state/link/view';
import { firstDigit } from '../../state/picture/gallery';
import { source } from '../../state/picture/source';
import { NumberField, Select } from '../../ui/controls';
import { AtLevel } from '../common/setting/AtLevel';
import { DigitButton } from '../common/picture/DigitButton';
import { TEXTS } from './texts';
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
    <>
      <span className={`${shared.note} ${styles.words}`}>{TEXTS.secondDigit}</span>
      <div className={styles.other} role="group" aria-label={TEXTS.secondDigit}>
        {digits.map((digit, label) =>
          digit ? (
            <DigitButton
              key={label}
              field="other"
              name={digit.source}
              pixels={digit.pixels}
              label={TEXTS.secondIs(label, `MNIST ${digit.source.replace('.', ' #')}`)}
            />
          ) : (
            <span key={label} className={styles.absent} />
          ),
        )}
      </div>
      <AtLevel from="course">
        <Select
          label={TEXTS.split}
          prefix=""
          value={split}
          options={[
            { value: 'train', label: TEXTS.train },
            { value: 'test', label: TEXTS.test },
          ]}
          onChange={(value) => patchView({ other: `${value}.${Math.min(Number(index), LAST[value])}` })}
        />
        <NumberField
          label={TEXTS.number}
          prefix="#"
          title={TEXTS.numberTitle}
          value={Number(index)}
          min={0}
          max={LAST[split]}
          onChange={(value) => patchView({ other: `${split}.${value}` })}
        />
      </AtLevel>
    </>
  );
}
