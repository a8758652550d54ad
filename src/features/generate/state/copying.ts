import { baseUrl } from '../../../state/baseUrl';
import { createStore } from 'zustand/vanilla';
import { toEngineError } from '../../../engine/protocol/errors';
import type { NearDigit, NearestEvent } from '../../../engine/protocol/nearest';
import { browser, type Environment } from '../../../state/environment';
import { ANY_DIGIT } from '../../../state/link/fieldKinds';
import { correct } from '../../../state/link/url';
import { patchView, view } from '../../../state/link/view';
import type { TaskStatus } from '../../../state/task';
import { grids } from './grids';
import { samplerComparison } from './samplerComparison';
import type { Side } from './sides';

/** At most so many digits that no network has trained on, all of one class, are measured. */
const UNSEEN = 200;

export interface CopyingState {
  /** Progress is the download of the digits; null while they are compared. */
  readonly status: TaskStatus<{ readonly loaded: number; readonly total: number }>;
  /** The picture that is searched for, and among how many training digits. */
  readonly query: { readonly picture: Float32Array; readonly label: number; readonly digits: number } | null;
  /** The training digits nearest to it, nearest first. */
  readonly nearest: readonly NearDigit[];
  /** Class of the unseen digits. */
  readonly label: number;
  /** The distance of each unseen digit measured so far to its nearest training digit. */
  readonly unseen: readonly number[];
  /** How many will be measured. */
  readonly total: number;
}

const EMPTY: CopyingState = {
  status: { kind: 'idle' },
  query: null,
  nearest: [],
  label: 0,
  unseen: [],
  total: 0,
};

/**
 * Is a sample nearer to the training set than real unseen digits are? Not a `task`: a search starts at once, whatever it takes,
 * and ends where other pictures take the place of the one that it is about.
 */
export function createCopying({ runJob }: Pick<Environment, 'runJob'>) {
  const store = createStore<CopyingState>(() => EMPTY);
  const setStatus = (status: CopyingState['status']): void => store.setState({ status });
  let controller: AbortController | null = null;
  /** What the newest search is about; '' where a click is to start one in any case. */
  let searchedKey = '';

  function receive(event: NearestEvent): void {
    switch (event.kind) {
      case 'download':
        setStatus({ kind: 'running', progress: { loaded: event.loaded, total: event.total } });
        return;
      case 'nearest': {
        const { digits: nearest, label, total } = event;
        // After a lost engine the search begins again, and so does the count.
        store.setState({ status: { kind: 'running', progress: null }, nearest, label, total, unseen: [] });
        return;
      }
      case 'unseen':
        store.setState(({ unseen }) => ({ unseen: [...unseen, ...event.distances] }));
        return;
      default:
        event satisfies never;
    }
  }

  /** Searches the training digits nearest to a picture, then measures real unseen digits of its class. */
  async function search(query: NonNullable<CopyingState['query']>): Promise<void> {
    stop();
    samplerComparison.stop();
    const { signal } = (controller = new AbortController());
    store.setState({ ...EMPTY, query, status: { kind: 'running', progress: null } });
    try {
      const request = { ...query, unseen: UNSEEN, baseUrl: baseUrl() };
      await runJob(signal, (engine) => engine.run('nearest', request, { signal, onEvent: receive }));
      setStatus({ kind: 'done' });
    } catch (caught) {
      if (!signal.aborted) setStatus({ kind: 'failed', error: toEngineError(caught) });
    }
  }

  /** Stops the search; what has been found stays. @returns whether one was under way */
  function stop(): boolean {
    controller?.abort();
    controller = null;
    const isRunning = store.getState().status.kind === 'running';
    if (isRunning) setStatus({ kind: 'stopped' });
    return isRunning;
  }

  /** Asks about a picture of a side; again, where the search was stopped or has ended. */
  function ask(side: Side, tile: number): void {
    if (store.getState().status.kind !== 'running') searchedKey = '';
    patchView({ copied: `${side}.${tile + 1}` });
  }

  /** Searches for the picture that the view names, once it is whole. */
  function update(): void {
    const { copied, searched: digits } = view.getState();
    if (copied === '') {
      searchedKey = '';
      stop();
      if (store.getState().query) store.setState(EMPTY);
      return;
    }
    const [side, number] = copied.split('.') as [Side, string];
    const tile = Number(number) - 1;
    const { plan, run, filled } = grids.sheets[side].store.getState();
    const key = `${copied} ${plan?.name}`;
    if (key === searchedKey) return;
    const isReplaced = searchedKey.startsWith(`${copied} `);
    if (isReplaced || (run && tile >= run.count)) {
      correct({ copied: '' });
      return;
    }
    if (!plan || !run?.complete) return;
    searchedKey = key;
    const label = plan.used.classes === 0 ? ANY_DIGIT : plan.request.labels[tile];
    void search({ picture: run.frame(filled - 1, tile).slice(), label, digits });
  }

  /** Keeps the result that of the picture which the view names, while the view is open. @returns a function that stops it */
  function follow(): () => void {
    update();
    const { a, b } = grids.sheets;
    const stops = [view, a.store, b.store].map((changing) => changing.subscribe(update));
    return () => {
      stops.forEach((end) => end());
      stop();
    };
  }

  return { store, ask, stop, follow };
}

export const copying = createCopying(browser);
