import { player } from '../../state/lecture/player';
import { lettersInOrder } from '../../state/lecture/steps';
import { presentation } from '../../state/presentation';
import { toggleBlank } from '../presenter';
import { openNotes } from './notes/openNotes';

/** What a key does while a lecture is open. */
export function lectureKey(key: string): void {
  if (key === 'Escape') {
    if (!player.stopActs()) player.leave();
    return;
  }
  const now = player.current();
  if (!now) return;
  const { step, isExploring, isRevealed } = now;
  if (key === 'PageDown' || key === 'ArrowRight') void player.next();
  else if (key === 'PageUp' || key === 'ArrowLeft') void player.back();
  else if (key === 'n') openNotes();
  else if (key === 'Enter' && isExploring) player.restore();
  else if (key === 'Enter' && step.ask && !isRevealed) player.reveal();
  else {
    const letter = step.ask && lettersInOrder(step.ask, step.id)[Number(key) - 1];
    if (letter) player.choose(letter);
  }
}

/** The keys of the notes that mean the lecture. */
const NOTES_KEYS = ['PageDown', 'PageUp', 'ArrowRight', 'ArrowLeft', 'Enter', 'b', '.'];

/** Does what a key of the notes' window does in the lecture. */
export function notesKey(key: string): void {
  if (!NOTES_KEYS.includes(key)) return;
  if (presentation.getState().isBlank || key === 'b' || key === '.') toggleBlank();
  else lectureKey(key);
}
