import { COMPARABLE } from '../../state/link/fields/schedule';
import { useView } from '../../state/link/useView';
import { Checkbox } from '../../ui/controls';
import { Term } from '../common/glossary/Term';
import { toggleCompared } from './state/comparison';
import { Swatch } from './Swatch';
import { TEXTS } from './texts';
import styles from './Choice.module.css';

/** What is compared. It is the legend of the curves, too. */
export function Choice() {
  const { compared, level } = useView('compared', 'level');
  return (
    <fieldset className={styles.choice} data-chrome>
      <legend>
        {TEXTS.compare} <Term name="schedule" />
      </legend>
      {COMPARABLE.map((id) => {
        const isCompared = compared.includes(id);
        const { name, about, plain } = TEXTS.schedules[id];
        return (
          <Checkbox
            key={id}
            label={name}
            title={level === 'picture' ? plain : about}
            checked={isCompared}
            disabled={isCompared && compared.length === 1}
            onChange={() => toggleCompared(id)}
          >
            <Swatch id={id} /> {name}
          </Checkbox>
        );
      })}
    </fieldset>
  );
}

/** The legend alone. */
export function Names({ className = '' }: { className?: string | undefined }) {
  const { compared } = useView('compared');
  return (
    <p className={className}>
      {compared.map((id) => (
        <span key={id} className={styles.name}>
          <Swatch id={id} /> {TEXTS.schedules[id].name}
        </span>
      ))}
    </p>
  );
}
