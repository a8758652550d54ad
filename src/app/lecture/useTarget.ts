import { useEffect, useState } from 'react';
import type { Lang } from '../../state/link/fieldKinds';
import type { Step } from '../../state/lecture/chapter';
import { chapterEntry, type LoadedChapter } from '../../state/lecture/chapters';
import type { Target } from '../../state/lecture/openStep';
import { indexIn } from '../../state/lecture/steps';
import type { ShownStepText } from '../../state/lecture/translation';
import { withPart } from '../../state/withPart';

/** A step that is not open yet. */
export interface StepAhead {
  readonly chapter: LoadedChapter;
  readonly index: number;
  readonly step: Step;
  readonly text: ShownStepText;
}

/** The step that something leads to, once its chapter is here; undefined until then, and where it leads nowhere. One that was lost is asked for again with the next step. */
export function useTarget(target: Target | undefined, lang: Lang): StepAhead | undefined {
  const [loaded, setLoaded] = useState<{ readonly chapter: LoadedChapter; readonly lang: Lang }>();
  const id = target?.chapter;
  const step = target?.step;
  const isHere = loaded?.chapter.id === id && loaded?.lang === lang;
  useEffect(() => {
    if (id === undefined || isHere) return undefined;
    let isGone = false;
    void withPart(
      () => chapterEntry(id).load(lang),
      (arrived) => !isGone && setLoaded({ chapter: arrived, lang }),
    );
    return () => {
      isGone = true;
    };
  }, [id, step, lang, isHere]);
  if (!target || !loaded || !isHere) return undefined;
  const { chapter } = loaded;
  const index = indexIn(chapter, target.step);
  const ahead = chapter.steps[index];
  return { chapter, index, step: ahead, text: chapter.text.steps[ahead.id] };
}
