import { expect, it, vi } from 'vitest';
import { stayOnOrigin } from './stayOnOrigin';

function guarded() {
  const [open, started] = [vi.fn(), vi.fn()];
  const reach = vi.fn((address: RequestInfo | URL) => Promise.resolve(new Response(JSON.stringify(address))));
  class Request {
    open(...values: unknown[]): void {
      open(...values);
    }
  }
  function FakeWorker(address: string | URL): void {
    started(String(address));
  }
  const scope = {
    location: { href: 'https://here.org/steps/assets/main.worker.js', origin: 'https://here.org' },
    fetch: reach as typeof globalThis.fetch,
    XMLHttpRequest: Request,
    Worker: FakeWorker as unknown as typeof globalThis.Worker,
    WebSocket: vi.fn(),
  };
  stayOnOrigin(scope);
  return { scope, fetch: reach, open, started };
}

const ELSEWHERE = [
  'https://example.com/?weights',
  '//example.com/x',
  'http://here.org/x',
  'data:text/plain,x',
  'blob:https://example.com/1',
];

it('lets a worker fetch from its own origin, however that is written', async () => {
  const { scope, fetch } = guarded();
  const own = [
    'weights.bin',
    new URL('https://here.org/a'),
    new Request('https://here.org/b'),
    'blob:https://here.org/1',
  ];
  for (const address of own) await scope.fetch(address);
  expect(fetch.mock.calls.map(([address]) => address)).toEqual(own);
});

it.each(ELSEWHERE)('refuses %s to fetch, XMLHttpRequest and threads', async (address) => {
  const { scope, fetch, open, started } = guarded();
  await expect(scope.fetch(address)).rejects.toThrow('is not of this page');
  expect(() => new scope.XMLHttpRequest().open('GET', address)).toThrow('is not of this page');
  expect(() => new scope.Worker(address)).toThrow('is not of this page');
  for (const spy of [fetch, open, started]) expect(spy).not.toHaveBeenCalled();
});

it('starts threads of its own origin, and has no sockets', () => {
  const { scope, started } = guarded();
  new scope.Worker('blob:https://here.org/2');
  expect(started).toHaveBeenCalledWith('blob:https://here.org/2');
  expect(scope.WebSocket).toBeUndefined();
});
