import { createStore } from 'zustand/vanilla';
import { toEngineError } from '../../../engine/protocol/errors';
import type { EngineError } from '../../../engine/protocol/errors';
import type { NearDigit, NearestEvent } from '../../../engine/protocol/nearest';
import { runJob } from '../../../state/engine/runJob';
import { sheets } from './grids';
import type { Side } from './sides';
import { stopMeasuring } from './samplers';
import { correct } from '../../../state/link/url';
import { patchView, view } from '../../../state/link/view';
import { ANY_DIGIT } from '../../../state/link/fieldKinds';

/** Real digits that nobody has trained on, of one class, at most. */
const UNSEEN = 200;

export interface CopyingState {
  status:
    | { kind: 'idle' | 'searching' | 'done' | 'stopped' }
    | { kind: 'downloading'; loaded: number; total: number }
    | { kind: 'failed'; error: EngineError };
  /** The picture that was asked about, and among how many training digits. */
  asked: { picture: Float32Array; label: number; digits: number } | null;
  /** The training digits nearest to it, nearest first. */
  nearest: readonly NearDigit[];
  /** Class of the unseen digits. */
  label: number;
  /** Of each unseen digit measured so far the distance to its own nearest training digit. */
  unseen: readonly number[];
  /** How many will be measured. */
  total: number;
}

const NOTHING: Omit<CopyingState, 'status'> = { asked: null, nearest: [], label: 0, unseen: [], total: 0 };

/** Is a sample nearer to the training set than real unseen digits are? */
export const copying = createStore<CopyingState>(() => ({ status: { kind: 'idle' }, ...NOTHING }));

let abort: AbortController | null = null;

function receive(event: NearestEvent): void {
  switch (event.kind) {
    case 'download':
      copying.setState({
        status: { kind: 'downloading', loaded: event.loaded, total: event.total },
      });
      return;
    case 'nearest':
      copying.setState({
        status: { kind: 'searching' },
        nearest: event.digits,
        label: event.label,
        total: event.total,
        unseen: [],
      });
      return;
    case 'unseen':
      copying.setState(({ unseen }) => ({ unseen: [...unseen, ...event.distances] }));
      return;
    default:
      event satisfies never;
  }
}

/**
 * Looks for the training digits nearest to a picture, then for those nearest to real unseen digits of its class.
 * @param label 0..9, or 10 where none was asked for
 * @param digits among how many training digits
 */
async function findNearest(picture: Float32Array, label: number, digits: number): Promise<void> {
  stopSearch();
  const own = (abort = new AbortController());
  const asked = { picture: picture.slice(), label, digits };
  stopMeasuring();
  copying.setState({ ...NOTHING, asked, status: { kind: 'searching' } });
  try {
    const { signal } = own;
    const baseUrl = new URL('.', document.baseURI).href;
    const request = { picture: asked.picture, label, digits, unseen: UNSEEN, baseUrl };
    await runJob(signal, (ready) => ready.run('nearest', request, { signal, onEvent: receive }));
    copying.setState({ status: { kind: 'done' } });
  } catch (caught) {
    if (own.signal.aborted) return;
    copying.setState({ status: { kind: 'failed', error: toEngineError(caught) } });
  }
}

/** Stops the search; what has been found stays. @returns whether one was under way */
export function stopSearch(): boolean {
  abort?.abort();
  abort = null;
  const { kind } = copying.getState().status;
  const searching = kind === 'searching' || kind === 'downloading';
  if (searching) copying.setState({ status: { kind: 'stopped' } });
  return searching;
}

/** What the search is of: the picture that the view asks about. */
let asked = '';

/** Asks about a picture of a side. What was stopped is asked again. */
export function askWhetherCopied(side: Side, tile: number): void {
  if (copying.getState().status.kind !== 'searching') asked = '';
  patchView({ copied: `${side}.${tile + 1}` });
}

/** Keeps what is found that of the picture which the view asks about, while somebody looks at it. Returns how to stop. */
export function followCopying(): () => void {
  const follow = (): void => {
    const { copied, searched } = view.getState();
    if (copied === '') {
      asked = '';
      stopSearch();
      if (copying.getState().asked) copying.setState({ status: { kind: 'idle' }, ...NOTHING });
      return;
    }
    const [side, number] = copied.split('.') as [Side, string];
    const tile = Number(number) - 1;
    const { plan, run, filled } = sheets[side].store.getState();
    const name = `${copied} ${plan?.name}`;
    if (asked === name) return;
    // The picture that was asked about has given way to others.
    if (asked.startsWith(`${copied} `) || (run && tile >= run.count)) {
      correct({ copied: '' });
      return;
    }
    if (!plan || !run?.complete) return;
    asked = name;
    const label = plan.used.classes === 0 ? ANY_DIGIT : plan.request.labels[tile];
    void findNearest(run.frame(filled - 1, tile), label, searched);
  };
  follow();
  const stops = [view, sheets.a.store, sheets.b.store].map((store) => store.subscribe(follow));
  return () => {
    stops.forEach((stop) => stop());
    stopSearch();
  };
}
