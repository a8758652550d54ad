import { chapterEntry } from './chapters';
import { neighbour, type OpenStep } from './openStep';
import { indexIn, linkOf } from './steps';

/** The states that come next: what answers the open question, or the step that follows and what answers that one. As links. */
export async function upcoming(now: OpenStep): Promise<readonly string[]> {
  if (now.step.ask && !now.isRevealed) return [linkOf(now.step, true)];
  const target = neighbour(now, 1);
  if (!target) return [];
  const chapter =
    target.chapter === now.chapter.id
      ? now.chapter
      : await chapterEntry(target.chapter).load(now.chapter.lang);
  const step = chapter.steps[indexIn(chapter, target.step)];
  return [...new Set([linkOf(step, false), linkOf(step, true)])];
}
