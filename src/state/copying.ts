import { createStore } from 'zustand/vanilla';
import { toEngineError } from '../engine/protocol/errors';
import type { EngineError } from '../engine/protocol/errors';
import type { NearDigit, NearestEvent } from '../engine/protocol/nearest';
import { engine } from './capability';
import { stopMeasuring } from './samplers';

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
export async function findNearest(picture: Float32Array, label: number, digits: number): Promise<void> {
  stopSearch();
  const own = (abort = new AbortController());
  const asked = { picture: picture.slice(), label, digits };
  stopMeasuring();
  copying.setState({ ...NOTHING, asked, status: { kind: 'searching' } });
  try {
    const ready = await engine();
    const baseUrl = new URL('.', document.baseURI).href;
    await ready.run(
      'nearest',
      { picture: asked.picture, label, digits, unseen: UNSEEN, baseUrl },
      { signal: own.signal, onEvent: receive },
    );
    copying.setState({ status: { kind: 'done' } });
  } catch (caught) {
    if (own.signal.aborted) return;
    copying.setState({ status: { kind: 'failed', error: toEngineError(caught) } });
  }
}

/** Stops the search; what has been found stays. */
export function stopSearch(): void {
  abort?.abort();
  abort = null;
  const { kind } = copying.getState().status;
  if (kind === 'searching' || kind === 'downloading') copying.setState({ status: { kind: 'stopped' } });
}
