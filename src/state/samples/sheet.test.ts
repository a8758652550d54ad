import { describe, expect, it, vi } from 'vitest';
import type { SampleEvent } from '../../engine/protocol/jobs';
import { Sheet } from './sheet';
import type { Plan } from './sheet';
import { SHIPPED } from '../network/usedNetwork';

const asked = vi.hoisted((): { tell: (event: SampleEvent) => void } => ({ tell: () => undefined }));

vi.mock('./sample', async (original) => ({
  ...(await original()),
  complete: (
    _used: unknown,
    _request: unknown,
    _run: unknown,
    { signal, onEvent }: { signal: AbortSignal; onEvent: (event: SampleEvent) => void },
  ) => {
    asked.tell = onEvent;
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
  },
}));

const plan = (name: string): Plan => ({
  name,
  used: SHIPPED,
  request: {
    network: 'shipped',
    seed: 1,
    labels: [3],
    schedule: { name: 'linear', T: 1000 },
    sampler: 'ddim',
    steps: 2,
    eta: 0,
    guidance: 0,
    keep: 'all',
  },
});

/** A sheet of which so many states have come. */
function sheetOf(name: string, states: number): Sheet {
  const sheet = new Sheet();
  sheet.show(plan(name));
  void sheet.start();
  const pictures = new Float32Array(states * 784);
  const times = Int32Array.of(1000, 500, 0).subarray(0, states);
  asked.tell({ kind: 'frames', index: 0, times, xt: pictures, x0Hat: pictures });
  return sheet;
}

describe('a sheet that is cancelled', () => {
  it('keeps what is here and lacks the rest', () => {
    const sheet = sheetOf('some', 2);
    sheet.cancel();
    expect(sheet.store.getState()).toMatchObject({ filled: 2, status: { kind: 'cancelled' } });
    expect(sheet.missing).toBe(true);
  });

  it('is whole where x_0 has come already, and only the result is still on its way', () => {
    const sheet = sheetOf('all', 3);
    expect(sheet.missing).toBe(true);
    sheet.cancel();
    expect(sheet.store.getState().status).toEqual({ kind: 'idle' });
    expect(sheet.missing).toBe(false);
    const again = new Sheet();
    again.show(plan('all'));
    expect(again.missing).toBe(false);
  });
});
