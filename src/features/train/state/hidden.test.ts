import { beforeEach, expect, it, vi } from 'vitest';
import { settled } from '../../../state/fakes.test-helper';
import { FakeTrainer, losses, mirror, started } from './training.test-helper';

let trainer: FakeTrainer;
let page: Awaited<ReturnType<typeof setUp>>;

async function setUp() {
  vi.resetModules();
  vi.stubGlobal('location', { search: '' });
  const tab = { hidden: false, baseURI: 'https://example.org/' };
  vi.stubGlobal('document', tab);
  let turn = (): void => undefined;
  vi.stubGlobal('addEventListener', (_: string, call: () => void) => (turn = call));
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  trainer = new FakeTrainer();
  vi.doMock('../../../state/engine/trainer', () => ({
    trainer: () => ({ run: (_: string, request: never, options: never) => trainer.train(request, options) }),
    endTrainer: trainer.end,
    watchTrainer: () => () => undefined,
  }));
  const { connectHidden } = await import('./hidden');
  const { startOver } = await import('./training');
  const { notices } = await import('../../../state/notices');
  connectHidden();
  const set = (hidden: boolean): void => {
    tab.hidden = hidden;
    turn();
  };
  return {
    startOver,
    said: () => notices.getState().list.map(({ text }) => text),
    /** Hides the tab for so many seconds, in which something happens. */
    away: (seconds: number, meanwhile = (): void => undefined) => {
      set(true);
      meanwhile();
      now += 1000 * seconds;
      set(false);
    },
  };
}

beforeEach(async () => {
  page = await setUp();
  await page.startOver();
  trainer.job.tell(started(), mirror(0), losses(1, 0.4));
  return () => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  };
});

it('says how far the training has come', () => {
  page.away(600, () => trainer.job.tell(losses(2, ...Array.from({ length: 1999 }, () => 0.3))));
  expect(page.said()).toEqual([
    'This tab was hidden for 10 minutes. The training went on meanwhile, from update 1 to 2,000.',
  ]);
});

it('says that the browser let it stand still', () => {
  page.away(90);
  expect(page.said()).toEqual([
    'This tab was hidden for 90 seconds. The browser let the training stand still meanwhile; that time is not counted.',
  ]);
});

it('says nothing after a glance at another tab, or where nothing is trained', async () => {
  page.away(29, () => trainer.job.tell(losses(2, 0.3)));
  trainer.job.end(2);
  await settled();
  page.away(600);
  expect(page.said()).toEqual([]);
});
