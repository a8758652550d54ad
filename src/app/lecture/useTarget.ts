import { useEffect, useState } from 'react';
import type { Step, StepText } from '../../state/lecture/chapter';
import { chapterEntry, type LoadedChapter } from '../../state/lecture/chapters';
import type { Target } from '../../state/lecture/openStep';
import { indexIn } from '../../state/lecture/steps';

/** A step that is not open yet. */
export interface StepAhead {
  readonly chapter: LoadedChapter;
  readonly index: number;
  readonly step: Step;
  readonly text: StepText;
}

/** The step that something leads to, once its chapter is here; undefined until then, and where it leads nowhere. */
export function useTarget(target: Target | undefined): StepAhead | undefined {
  const [chapter, setChapter] = useState<LoadedChapter>();
  const id = target?.chapter;
  useEffect(() => {
    let isGone = false;
    if (id !== undefined)
      chapterEntry(id)
        .load()
        .then((loaded) => !isGone && setChapter(loaded))
        .catch(() => undefined); // It is asked for again, and said so, by whoever goes there.
    return () => {
      isGone = true;
    };
  }, [id]);
  if (!target || !chapter || chapter.id !== id) return undefined;
  const index = indexIn(chapter, target.step);
  const step = chapter.steps[index];
  return { chapter, index, step, text: chapter.text.steps[step.id] };
}
