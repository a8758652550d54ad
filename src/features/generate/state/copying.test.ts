import { expect, it, vi } from 'vitest';
import type { NearestEvent } from '../../../engine/protocol/nearest';
import { SHIPPED } from '../../../state/network/usedNetwork';
import { Run } from '../../../state/samples/run';

const asked = vi.hoisted(() => ({ tell: [] as ((event: NearestEvent) => void)[], done: () => {} }));

vi.mock('../../../state/engine/runJob', () => ({
  runJob: (_: unknown, job: (engine: unknown) => unknown) => {
    const engine = {
      run: (_name: string, _request: unknown, { onEvent }: { onEvent: (event: NearestEvent) => void }) => {
        asked.tell.push(onEvent);
      },
    };
    // The first engine is lost in the middle, and the job begins again on the next.
    job(engine);
    job(engine);
    return new Promise<void>((resolve) => (asked.done = resolve));
  },
}));

it('counts each unseen digit once, however often the search begins again', async () => {
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('document', { baseURI: 'http://localhost/' });
  const { copying, followCopying } = await import('./copying');
  const { sheets } = await import('./grids');
  const { view } = await import('../../../state/link/view');
  const run = new Run('p', 1, 1, 784);
  Object.assign(run, { filled: 2, complete: true });
  const request = { labels: [3] } as never;
  sheets.a.store.setState({
    plan: { name: 'p', used: SHIPPED, request },
    run,
    filled: 2,
    status: { kind: 'idle' },
  });
  view.setState({ copied: 'a.1' });
  const stop = followCopying();
  for (const tell of asked.tell) {
    tell({ kind: 'nearest', digits: [], label: 3, total: 2 });
    tell({ kind: 'unseen', distances: Float32Array.of(1, 2) });
  }
  expect(copying.getState()).toMatchObject({ unseen: [1, 2], total: 2 });
  asked.done();
  await vi.waitFor(() => expect(copying.getState().status.kind).toBe('done'));
  stop();
  vi.unstubAllGlobals();
});
