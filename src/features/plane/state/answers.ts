import { createStore } from 'zustand/vanilla';
import type { JobName, RequestOf, ResultOf } from '../../../engine/protocol/jobs';
import { failureText } from '../../../state/engine/failure';
import type { Environment } from '../../../state/environment';
import type { Changing } from '../../../state/inFrame';
import { latestWins } from '../../../state/latestWins';
import { view } from '../../../state/link/view';
import { notify } from '../../../state/notices';
import { draft, lawKey, lawOf } from './law';

interface Question<N extends JobName> {
  readonly job: N;
  /** What the view asks for; null while there is nothing to ask. */
  readonly request: () => RequestOf<N> | null;
  /** Its name without the law's; undefined while there is nothing to ask. */
  readonly key: () => string | undefined;
  /** What it depends on beside the view. */
  readonly stores?: readonly Changing[];
}

/** What came back, and to which question. */
export interface Answer<N extends JobName> {
  readonly lawKey: string;
  readonly key: string | undefined;
  readonly result: ResultOf<N>;
}

/** Answers to what the view asks about its law; the newest question wins. A question that failed is asked again once something has changed. */
export function createAnswers<N extends JobName>(
  { job, request, key, stores = [] }: Question<N>,
  { runJob, clock }: Pick<Environment, 'runJob' | 'clock'>,
) {
  const store = createStore<{ readonly answer: Answer<N> | null }>(() => ({ answer: null }));
  let stop = new AbortController();
  let hasFailed = false;
  const questions = latestWins({
    key: () => {
      const name = key();
      return name !== undefined && lawOf() ? `${lawKey(view.getState())} ${name}` : undefined;
    },
    ask: async () => {
      const asked = request();
      if (!asked) return;
      const { signal } = stop;
      const names = { lawKey: lawKey(view.getState()), key: key() };
      try {
        const result = await runJob(signal, (engine) => engine.run(job, asked, { signal }));
        store.setState({ answer: { ...names, result } });
      } catch (caught) {
        if (signal.aborted) return;
        hasFailed = true;
        notify({ kind: 'error', text: failureText(caught) });
      }
    },
    pauseMs: 0,
    clock,
  });

  /** The newest answer about the view's law, and whether it is to the newest question; null while there is none. */
  function current(): { readonly result: ResultOf<N>; readonly isNewest: boolean } | null {
    const { answer } = store.getState();
    if (answer?.lawKey !== lawKey(view.getState())) return null;
    return { result: answer.result, isNewest: answer.key === key() };
  }

  /** Keeps the answer in step with the view while it is open. @returns how to stop it */
  function follow(): () => void {
    stop = new AbortController();
    const update = (): void => {
      if (hasFailed) questions.forget();
      hasFailed = false;
      questions.update();
    };
    questions.forget();
    update();
    const stops = [view, draft, ...stores].map((changing) => changing.subscribe(update));
    return () => {
      stops.forEach((end) => end());
      stop.abort();
    };
  }

  return { store, current, follow };
}
