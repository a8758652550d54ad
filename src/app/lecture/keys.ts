import { lettersInOrder, player } from '../../state/lecture/player';

/** What a key does while a lecture is open. @returns whether it does anything */
export function lectureKey(key: string): boolean {
  const now = player.current();
  if (!now) return false;
  const { step, isExploring, isRevealed } = now;
  if (key === 'PageDown') void player.next();
  else if (key === 'PageUp') void player.back();
  else if (key === 'Enter' && isExploring) player.restore();
  else if (key === 'Enter' && step.ask && !isRevealed) player.reveal();
  else if (key === 'Escape') player.leave();
  else {
    const letter = step.ask && lettersInOrder(step.ask, step.id)[Number(key) - 1];
    if (!letter) return false;
    player.choose(letter);
  }
  return true;
}
