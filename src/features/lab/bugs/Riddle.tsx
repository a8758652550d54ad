import { useRef } from 'react';
import { useStore } from 'zustand';
import type { Bug } from '../../../diffusion/bugs/names';
import { RIDDLES } from '../../../diffusion/bugs/riddle';
import { BUG_LINES } from '../../../exercises/bugLines';
import { BUG_NAMES } from '../../../state/link/fields/bugs';
import { nextSeed } from '../../../state/link/fieldKinds';
import { patchView } from '../../../state/link/view';
import { Button } from '../../../ui/controls';
import { AtLevel } from '../../common/setting/AtLevel';
import { answerQuestion, quizAnswers, type QuizAnswer } from '../state/answers';
import { riddleId } from '../state/bugs';
import { TEXTS as LAB } from '../texts';
import { Code } from './CodePanel';
import { CODES } from './codes';
import { BUG_WORDS, TEXTS } from './texts';
import styles from './Bugs.module.css';

const { riddle: texts } = TEXTS;

/** What is said to an answer. */
function verdict(bug: Bug, answer: QuizAnswer): string {
  const line = BUG_LINES[bug];
  if (answer === 'skipped') return texts.shown(line);
  const chosen = RIDDLES[answer];
  return chosen === bug ? texts.right(line) : texts.wrong(BUG_LINES[chosen], line);
}

interface Props {
  bug: Bug;
  seed: number;
  answer: QuizAnswer | undefined;
}

/** The lines of which one is wrong; then which one it is, and how one could tell. */
export function Riddle({ bug, seed, answer }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const choose = (chosen: QuizAnswer): void => {
    answerQuestion(riddleId(seed), chosen);
    // The buttons disappear; keyboard focus stays here.
    frame.current?.focus({ preventScroll: true });
  };
  return (
    <div ref={frame} tabIndex={-1} className={styles.riddle}>
      {answer === undefined ? (
        <fieldset>
          <legend className="visually-hidden">{TEXTS.riddleName}</legend>
          {RIDDLES.map((each, i) => (
            <Button key={each} onClick={() => choose(i)}>
              <span>{BUG_LINES[each]}</span>
              <AtLevel from="course">
                <code>{CODES[each].right.trim()}</code>
              </AtLevel>
            </Button>
          ))}
          <Button look="quiet" onClick={() => choose('skipped')}>
            {LAB.showAnswer}
          </Button>
        </fieldset>
      ) : (
        <>
          <p role="status">
            <b>
              {BUG_NAMES[bug]}. {verdict(bug, answer)}
            </b>{' '}
            {BUG_WORDS[bug].clue}
          </p>
          <Code bug={bug} />
          <div data-chrome>
            <Button onClick={() => patchView({ seed: nextSeed(seed) })}>{TEXTS.anotherRiddle}</Button>
          </div>
        </>
      )}
    </div>
  );
}

/** The answer that was given to the riddle of a seed. */
export const useRiddleAnswer = (seed: number): QuizAnswer | undefined =>
  useStore(quizAnswers, (all) => all[riddleId(seed)]);
