import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { Check, X } from 'lucide-react';
import type { Field } from '../../exercises/task';
import { showPart } from '../../features/common/setting/showPart';
import { exercises, type OpenTask } from '../../state/exercises/exercises';
import { link } from '../../state/link/url';
import { patchView, view } from '../../state/link/view';
import { Button } from '../../ui/controls';
import { useMedia } from '../../ui/useMedia';
import { EXERCISE_BAR } from '../focus';
import { useBar } from '../useBar';
import { TEXTS } from './texts';
import bar from '../lecture/LectureBar.module.css';
import styles from './ExerciseBar.module.css';

interface FieldProps {
  field: Field;
  value: string;
  isRight: boolean | undefined;
  onChange: (value: string) => void;
}

/** Where an answer is typed or chosen, and whether it is right. */
function AnswerField({ field, value, isRight, onChange }: FieldProps) {
  const { kind, label, options } = field;
  const shared = { value, 'aria-invalid': isRight === false };
  return (
    <label className={styles.field}>
      {label}
      {kind === 'choice' ? (
        <select {...shared} onChange={(event) => onChange(event.target.value)}>
          <option value="">{TEXTS.choose}</option>
          {options?.map(({ id, text }) => (
            <option key={id} value={id}>
              {text}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...shared}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {isRight && <Check size={18} aria-label={TEXTS.right} />}
    </label>
  );
}

/** What is said of the newest answers. */
function wordsOf({ task, verdicts, isSolved, isChecking, hasHint, failure, wrong }: OpenTask): string[] {
  if (isChecking) return [TEXTS.checking];
  if (failure !== null) return [TEXTS.failed(failure)];
  if (isSolved) return [TEXTS.right];
  if (wrong === 0) return [];
  const right = task.fields.filter(({ id }) => verdicts[id]?.isRight).map(({ label }) => label);
  const says = new Set(task.fields.flatMap(({ id }) => verdicts[id]?.says ?? []));
  return [
    right.length > 0 ? TEXTS.partly(right.join(', ')) : TEXTS.notYet,
    ...says,
    ...(hasHint ? [TEXTS.hint(task.hint)] : []),
  ];
}

function Form({ now }: { now: OpenTask }) {
  const { fields } = now.task;
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({});
  /** Fields that were changed since the newest check. */
  const [changed, setChanged] = useState<readonly string[]>([]);
  const isOfScreen = fields.some(({ kind }) => kind === 'link');
  return (
    <>
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          setChanged([]);
          void exercises.check(isOfScreen ? { ...answers, link: link() } : answers);
        }}
      >
        {isOfScreen && <span className={styles.field}>{TEXTS.ofScreen}</span>}
        {fields
          .filter(({ kind }) => kind !== 'link')
          .map((field) => (
            <AnswerField
              key={field.id}
              field={field}
              value={answers[field.id] ?? ''}
              isRight={changed.includes(field.id) ? undefined : now.verdicts[field.id]?.isRight}
              onChange={(value) => {
                setAnswers({ ...answers, [field.id]: value });
                setChanged([...changed, field.id]);
              }}
            />
          ))}
        <Button type="submit" look="primary" disabled={now.isChecking}>
          {TEXTS.check}
        </Button>
      </form>
      <p className={styles.says} role="status">
        {wordsOf(now).join(' ')}
      </p>
    </>
  );
}

/** Where the bar stays over what one reads; as in its style sheet. */
const ROOMY = matchMedia('(min-height: 600px) and (min-width: 720px)');

function Bar({ now }: { now: OpenTask }) {
  const { id, title, minutes, student, question, part } = now.task;
  const element = useBar(id);
  const isRoomy = useMedia(ROOMY);
  useEffect(() => {
    if (part !== undefined && isRoomy) showPart(part);
  }, [part, isRoomy]);
  return (
    <aside
      ref={element}
      id={EXERCISE_BAR}
      className={`${bar.bar} ${styles.bar}`}
      aria-label={TEXTS.name}
      tabIndex={-1}
    >
      <div className={bar.text}>
        <p className={bar.place}>{TEXTS.place(id, title, minutes, student)}</p>
        <p className={styles.question}>{question}</p>
        <Form key={`${id} ${student}`} now={now} />
      </div>
      <div className={`${bar.buttons} ${styles.buttons}`}>
        {part !== undefined && !isRoomy && <Button onClick={() => showPart(part)}>{TEXTS.showPart}</Button>}
        <Button onClick={exercises.restore}>{TEXTS.restore}</Button>
        <Button onClick={() => patchView({ page: 'lecture', exercise: 0 })}>{TEXTS.all}</Button>
        <Button look="quiet" aria-label={TEXTS.leave} title={TEXTS.leave} onClick={exercises.leave}>
          <X size={18} aria-hidden="true" />
        </Button>
      </div>
    </aside>
  );
}

/** The exercise that is open. */
export default function ExerciseBar() {
  useEffect(() => exercises.connect(), []);
  useStore(exercises.store);
  const now = useStore(view, exercises.current);
  return now && <Bar now={now} />;
}
