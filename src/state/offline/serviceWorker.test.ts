import { beforeEach, expect, it, vi } from 'vitest';
import { settled } from '../fakes.test-helper';
import { notices } from '../notices';
import { createKeeping } from './serviceWorker';

beforeEach(() => notices.setState({ list: [] }));

function setUp({ register = (): Promise<undefined> => Promise.resolve(undefined) } = {}) {
  const listeners = new Map<string, (event: { isUpdate?: boolean }) => void>();
  const worker = {
    addEventListener: (kind: string, call: never) => void listeners.set(kind, call),
    messageSkipWaiting: vi.fn(),
    register,
  };
  const reload = vi.fn();
  let keep = (): void => undefined;
  const kept = new Promise<void>((resolve) => {
    keep = resolve;
  });
  const keeping = createKeeping({ ready: () => kept, load: () => Promise.resolve(worker), reload });
  const say = (kind: string, event = {}): void => listeners.get(kind)?.(event);
  return { keep, keeping, page: () => keeping.store.getState().page, reload, say, worker };
}

const action = () => notices.getState().list.at(-1)?.action;

it('says when the page is kept', async () => {
  const { keep, keeping, page } = setUp();
  const isKept = keeping.isKept();
  await keeping.start();
  expect(page()).toBe('coming');
  keep();
  expect(await isKept).toBe(true);
  expect(page()).toBe('kept');
});

it('says where it cannot be kept, and where keeping it failed', async () => {
  const none = createKeeping({
    ready: () => undefined,
    load: () => Promise.reject(new Error()),
    reload: vi.fn(),
  });
  await none.start();
  expect(none.store.getState().page).toBe('impossible');
  expect(await none.isKept()).toBe(false);
  const refused = setUp({ register: () => Promise.reject(new Error('refused')) });
  await refused.keeping.start();
  expect(refused.page()).toBe('lost');
  const cut = setUp();
  await cut.keeping.start();
  cut.say('redundant');
  expect(cut.page()).toBe('lost');
});

it('lets a new version wait until it is taken, and then reloads', async () => {
  const { keep, keeping, reload, say, worker } = setUp();
  await keeping.start();
  keep();
  await settled();
  say('controlling', { isUpdate: false });
  expect(notices.getState().list).toEqual([]);
  say('waiting');
  expect(worker.messageSkipWaiting).not.toHaveBeenCalled();
  action()?.run();
  expect(worker.messageSkipWaiting).toHaveBeenCalledOnce();
  expect(reload).not.toHaveBeenCalled();
  say('controlling', { isUpdate: true });
  expect(reload).toHaveBeenCalledOnce();
});

it('reloads on demand where another tab has taken the new version', async () => {
  const { keeping, reload, say } = setUp();
  await keeping.start();
  say('waiting');
  say('controlling', { isUpdate: true });
  expect(reload).not.toHaveBeenCalled();
  action()?.run();
  expect(reload).toHaveBeenCalledOnce();
});
