import { view } from '../../state/link/view';
import { questionOf } from './questions';
import { scenesOf } from './scenes';
import { answerQuestion, quizAnswers } from './state/answers';
import { startFresh } from './state/experimentControls';

/** Which piece of its experiment a scene shows; the first where it is not named. */
const PIECES: Readonly<Record<string, number>> = { 'loss-train': 1, 'loss-test': 1, samples: 2 };

/**
 * What the shown scene holds back: the answer to its question, or what has not been begun.
 * @returns whether there was something
 */
export function revealInScene(): boolean {
  const state = view.getState();
  const { id } = scenesOf(state).at(state.scene) ?? { id: '' };
  const question = questionOf(id, state);
  if (question !== undefined && quizAnswers.getState()[question] === undefined) {
    answerQuestion(question, 'skipped');
    return true;
  }
  const isAboutFormulas = id.startsWith('mistake-') || id === 'bug-code';
  return !isAboutFormulas && startFresh(PIECES[id] ?? 0);
}
