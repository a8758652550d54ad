import { useStore } from 'zustand';
import { Dices } from 'lucide-react';
import { patchView, view } from '../../state/link/view';
import { Button, NumberField } from '../../ui/controls';
import styles from './SeedField.module.css';

const MAX_SEED = 2 ** 32 - 1;

/** The number that every noise on the page follows from. */
export function SeedField() {
  const seed = useStore(view, (state) => state.seed);
  return (
    <span className={styles.pair}>
      <NumberField
        label="seed"
        title="Every noise on the page follows from this number: the same seed, the same pictures"
        value={seed}
        min={0}
        max={MAX_SEED}
        onChange={(value) => patchView({ seed: value })}
      />
      <Button
        aria-label="Another seed"
        title="Another seed"
        // The next seed, not a random one: the page has no hidden dice, and undo leads back.
        onClick={() => patchView({ seed: (seed + 1) % (MAX_SEED + 1) })}
      >
        <Dices size={17} aria-hidden="true" />
      </Button>
    </span>
  );
}
