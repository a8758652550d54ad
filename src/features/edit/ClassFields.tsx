import { useStore } from 'zustand';
import { network } from '../../state/network/network';
import { whyNoClass } from '../../state/network/usedNetwork';
import { useView } from '../../state/link/useView';
import { patchView } from '../../state/link/view';
import { ANY_DIGIT } from '../../state/link/fieldKinds';
import { NumberField, Select } from '../../ui/controls';
import styles from './Edit.module.css';

const CLASSES = [
  { value: ANY_DIGIT, label: 'any' },
  ...Array.from({ length: 10 }, (_, value) => ({ value, label: String(value) })),
];

/** Which class the network is told, and how strongly. */
export function ClassFields() {
  const { editLabel, editGuidance } = useView('editLabel', 'editGuidance');
  const why = whyNoClass(useStore(network, ({ used }) => used));
  if (why !== null) return <span className={styles.note}>{why}</span>;
  return (
    <>
      <Select
        label="Class of the results"
        prefix="class"
        title="The class that the network is told; any: none"
        value={editLabel}
        options={CLASSES}
        onChange={(value) => patchView({ editLabel: value })}
      />
      {editLabel !== ANY_DIGIT && (
        <NumberField
          label="guidance w of the results"
          prefix={<i>w</i>}
          title="Guidance, 0 to 5: (1 + w) ε̂ with the class − w ε̂ without it"
          value={editGuidance}
          min={0}
          max={5}
          step={0.1}
          onChange={(value) => patchView({ editGuidance: value })}
        />
      )}
    </>
  );
}
