import { nextSeed } from '../../../state/link/fieldKinds';
import { useStore } from 'zustand';
import { Dices } from 'lucide-react';
import { patchView, view } from '../../../state/link/view';
import { Button } from '../../../ui/controls';
import { Setting } from './Setting';
import { TEXTS } from '../texts';
import styles from './SeedField.module.css';

/** The number that every noise on the page follows from. */
export function SeedField() {
  const seed = useStore(view, (state) => state.seed);
  return (
    <span className={styles.pair}>
      <Setting field="seed" />
      <Button
        aria-label={TEXTS.anotherSeed}
        title={TEXTS.anotherSeed}
        // The next seed, not a random one: the page has no hidden dice, and undo leads back.
        onClick={() => patchView({ seed: nextSeed(seed) })}
      >
        <Dices size={17} aria-hidden="true" />
      </Button>
    </span>
  );
}
