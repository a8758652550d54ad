import { useStore } from 'zustand';
import { EXERCISE_IDS, taskOf } from '../../exercises/exercises';
import { exercises } from '../../state/exercises/exercises';
import { FIELDS } from '../../state/link/fields/table';
import { useView } from '../../state/link/useView';
import { patchView } from '../../state/link/view';
import { Button } from '../../ui/controls';
import { TEXTS } from './exerciseTexts';
import view from './LectureView.module.css';
import styles from './Exercises.module.css';

/** The self-checking exercises: whoever gives a name has numbers of their own. */
export function Exercises() {
  const { student } = useView('student');
  const all = useStore(exercises.store);
  return (
    <section className={styles.exercises} aria-labelledby="exercises">
      <h2 id="exercises">{TEXTS.heading}</h2>
      <p className={view.about}>{TEXTS.about}</p>
      <label className={styles.name}>
        {TEXTS.student}
        <input
          type="text"
          autoComplete="off"
          maxLength={64}
          defaultValue={student}
          onChange={({ target }) => {
            const name = FIELDS.student.parse(target.value.trim());
            target.setCustomValidity(name === undefined && target.value ? TEXTS.studentRule : '');
            target.reportValidity();
            patchView({ student: name ?? '' });
          }}
        />
      </label>
      <ol className={styles.list}>
        {EXERCISE_IDS.map((id) => {
          const { title, minutes } = taskOf(id, student);
          const isSolved = all[`${id} ${student}`]?.isSolved;
          return (
            <li key={id} className={styles.exercise}>
              <span>
                {TEXTS.title(id, title)}{' '}
                <span className={view.size}>
                  {TEXTS.minutes(minutes)}
                  {isSolved && ` · ${TEXTS.solved}`}
                </span>
              </span>
              <Button aria-label={TEXTS.open(id, title)} onClick={() => exercises.open(id)}>
                {TEXTS.start}
              </Button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
