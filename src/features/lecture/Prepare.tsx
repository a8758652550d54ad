import { useStore } from 'zustand';
import type { Course } from '../../state/lecture/courses';
import { preparation } from '../../state/lecture/preparation';
import { Button } from '../../ui/controls';
import { JobBar } from '../common/JobBar';
import { useTexts } from './useTexts';

/** Makes ready for a course, so that nothing has to be waited for. */
export function Prepare({ course, title }: { course: Course; title: string }) {
  const { words: TEXTS } = useTexts();
  const status = useStore(preparation.store, (state) =>
    state.course === course.id ? state.status : undefined,
  );
  if (status?.kind === 'running') {
    const { done, of } = status;
    return (
      <JobBar
        label={TEXTS.preparing}
        progress={Number.isNaN(of) ? 'unknown' : { done, of, secondsLeft: NaN }}
        text={Number.isNaN(of) ? '' : TEXTS.prepared(done, of)}
      >
        <Button onClick={preparation.cancel}>{TEXTS.cancel}</Button>
      </JobBar>
    );
  }
  return (
    <>
      <Button
        aria-label={TEXTS.prepareOf(title)}
        title={TEXTS.prepareOf(title)}
        onClick={() => void preparation.prepare(course)}
      >
        {TEXTS.prepare}
      </Button>
      <span role="status">
        {status?.kind === 'ready' && TEXTS.ready(status.runs, status.isKept)}
        {status?.kind === 'failed' && TEXTS.notReady}
      </span>
    </>
  );
}
