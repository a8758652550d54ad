import { lettersInOrder, player } from '../../state/lecture/player';

/** What a key does while a lecture is open. */
export function lectureKey(key: string): void {
  if (key === 'Escape') {
    if (!player.stopActs()) player.leave();
    return;
  }
  const now = player.current();
  if (!now) return;
  const { step, isExploring, isRevealed } = now;
  if (key === 'PageDown') void player.next();
  else if (key === 'PageUp') void player.back();
  else if (key === 'Enter' && isExploring) player.restore();
  else if (key === 'Enter' && step.ask && !isRevealed) player.reveal();
  else {
    const letter = step.ask && lettersInOrder(step.ask, step.id)[Number(key) - 1];
    if (letter) player.choose(letter);
  }
}
