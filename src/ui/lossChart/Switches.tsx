import type { ShownLines } from './shownLines';
import { Swatch } from './Swatch';
import { TEXTS } from './texts';
import button from './SmallButton.module.css';
import styles from './Switches.module.css';

interface Props {
  shown: ShownLines;
  onChange: (shown: ShownLines) => void;
  /** Whether what is minimised differs from the epsilon loss. */
  weighted: boolean;
}

const SWITCHES = Object.keys(TEXTS.lines) as (keyof ShownLines)[];

/** Small switches that are the legend, too: each shows a piece of its line. */
export function Switches({ shown, onChange, weighted }: Props) {
  return (
    <div className={styles.switches} role="group" aria-label={TEXTS.switches}>
      {SWITCHES.filter((name) => name !== 'trained' || weighted).map((name) => (
        <button
          key={name}
          type="button"
          className={`${button.small} ${styles.switch}`}
          aria-pressed={shown[name]}
          onClick={(event) => {
            onChange({ ...shown, [name]: !shown[name] });
            // Pressed with a pointer, it gives the keys back to the page.
            if (event.detail > 0) event.currentTarget.blur();
          }}
        >
          <Swatch of={name} />
          {TEXTS.lines[name]}
        </button>
      ))}
    </div>
  );
}
