import { useView } from '../../state/link/useView';
import { Tex } from '../../ui/Tex';
import { EQUATIONS } from './equations';
import { TEXTS } from './texts';
import styles from './How.module.css';

/** How the open part is computed: words, and equations with their sources. */
export function How() {
  const { planePart } = useView('planePart');
  return (
    <section className={styles.how} aria-label={TEXTS.how}>
      <h2>{TEXTS.how}</h2>
      <p>{TEXTS.about[planePart]}</p>
      <ul className={styles.equations}>
        {EQUATIONS[planePart].map(({ tex, source }) => (
          <li key={tex}>
            <Tex tex={tex} display />
            <small>{source}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}
