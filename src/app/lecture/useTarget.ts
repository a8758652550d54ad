import { useEffect, useState } from 'react';
import type { Step, StepText } from '../../state/lecture/chapter';
import { chapterEntry, type LoadedChapter } from '../../state/lecture/chapters';
import type { Target } from '../../state/lecture/openStep';
import { indexIn } from '../../state/lecture/steps';
import { withPart } from '../../state/withPart';

/** A step that is not open yet. */
export interface StepAhead {
  readonly chapter: LoadedChapter;
  readonly index: number;
  readonly step: Step;
  readonly text: StepText;
}

/** The step that something leads to, once its chapter is here; undefined until then, and where it leads nowhere. One that was lost is asked for again with the next step. */
export function useTarget(target: Target | undefined): StepAhead | undefined {
  const [chapter, setChapter] = useState<LoadedChapter>();
  const id = target?.chapter;
  const step = target?.step;
  const isHere = chapter?.id === id;
  useEffect(() => {
    if (id === undefined || isHere) return undefined;
    let isGone = false;
    void withPart(chapterEntry(id).load, (loaded) => !isGone && setChapter(loaded));
    return () => {
      isGone = true;
    };
  }, [id, step, isHere]);
  if (!target || !chapter || !isHere) return undefined;
  const index = indexIn(chapter, target.step);
  const ahead = chapter.steps[index];
  return { chapter, index, step: ahead, text: chapter.text.steps[ahead.id] };
}
