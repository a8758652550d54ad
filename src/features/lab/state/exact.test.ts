import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { EngineFailure } from '../../../engine/protocol/errors';
import { engineStatus } from '../../../state/engine/pageEngine';
import { settled } from '../../../state/fakes.test-helper';
import { view } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import { SHIPPED } from '../../../state/network/usedNetwork';
import { notices } from '../../../state/notices';
import { source } from '../../../state/picture/source';
import { createExact } from './exact';
import { exactXt } from './exactPicture';
import { fakeEnvironment } from '../../../state/engine/fakeEngine.test-helper';

const initial = { view: view.getState(), network: network.getState(), source: source.getState() };
const READY = { kind: 'ready', capability: {} as never, network: {} as never } as const;
beforeEach(() => vi.stubGlobal('document', { baseURI: 'http://localhost/page/' }));
afterEach(() => {
  view.setState(initial.view, true);
  network.setState(initial.network, true);
  source.setState(initial.source, true);
  notices.setState({ list: [] });
  engineStatus.setState({ status: { kind: 'waiting' } });
  vi.unstubAllGlobals();
});

async function setUp() {
  const environment = fakeEnvironment();
  const { engine, clock } = environment;
  const exact = createExact(environment);
  const leave = exact.follow();
  onTestFinished(leave);
  await settled();
  const digits = () => exact.store.getState().digits;
  const provideDigits = async (): Promise<void> => {
    engine.newest('exactDigits').event({ kind: 'ready', bytes: 7e6 });
    await clock.advance(0);
  };
  /** Both denoisers answer with a grey of their own. */
  const answer = async (grey: number): Promise<void> => {
    const { t } = engine.newest('exact').request;
    const x0Hat = new Float32Array(784).fill(grey);
    engine.newest('exact').done({ t, x0Hat, neighbours: [], effective: 1 });
    engine.newest('predict').done({ t, x0Hat: x0Hat.map((value) => -value), epsilonHat: x0Hat });
    await clock.advance(0);
  };
  return { ...exact, engine, clock, leave, digits, provideDigits, answer };
}

describe('the digits of the exact denoiser', () => {
  it('come to the engine when somebody looks, and leave it with them', async () => {
    const { engine, digits, provideDigits, leave } = await setUp();
    const { request, event, signal } = engine.newest('exactDigits');
    expect(request).toEqual({ digits: 10_000, size: 28, baseUrl: 'http://localhost/page/' });
    expect(digits()).toEqual({ kind: 'loading', loaded: 0, total: 0 });
    event({ kind: 'download', loaded: 3, total: 9 });
    expect(digits()).toEqual({ kind: 'loading', loaded: 3, total: 9 });
    await provideDigits();
    expect(digits()).toEqual({ kind: 'ready', name: 'exact.10000.28', bytes: 7e6 });
    leave();
    expect(signal?.aborted).toBe(true);
    await settled();
    expect(digits()).toEqual({ kind: 'absent' });
  });

  it.each([
    ['as many digits as the view says', () => view.setState({ exactDigits: 60_000 }), 60_000, 28],
    [
      'pictures of the network’s size',
      () => network.setState({ used: { ...SHIPPED, size: 14 } }),
      10_000,
      14,
    ],
  ])('are always %s', async (_, change, count, size) => {
    const { engine, digits, provideDigits } = await setUp();
    await provideDigits();
    change();
    await settled();
    expect(engine.all('exactDigits')[0].signal?.aborted).toBe(true);
    expect(engine.newest('exactDigits').request).toMatchObject({ digits: count, size });
    expect(digits().kind).toBe('loading');
  });

  it('say what failed, and are asked for again', async () => {
    const { engine, digits, load } = await setUp();
    const error = { code: 'internal', message: 'It broke.', remedy: 'Mend it.' } as const;
    engine.newest('exactDigits').fail(new EngineFailure(error.code, error.message, error.remedy));
    await settled();
    expect(digits()).toEqual({ kind: 'failed', error });
    load();
    await settled();
    expect(digits().kind).toBe('loading');
    expect(engine.all('exactDigits')).toHaveLength(2);
  });

  it('are given up, or the fewer ones come back, where a download is cancelled', async () => {
    const { engine, digits, cancel } = await setUp();
    cancel();
    await settled();
    expect(digits()).toEqual({ kind: 'absent' });
    expect(engine.newest('exactDigits').signal?.aborted).toBe(true);
    view.setState({ exactDigits: 60_000 });
    await settled();
    cancel();
    await settled();
    expect(view.getState().exactDigits).toBe(10_000);
    expect(engine.newest('exactDigits').request.digits).toBe(10_000);
    expect(digits().kind).toBe('loading');
  });

  it('come again to the engine that follows a lost one', async () => {
    const { engine, digits, provideDigits } = await setUp();
    await provideDigits();
    engineStatus.setState({ status: { kind: 'probing' } });
    expect(digits()).toEqual({ kind: 'loading', loaded: 0, total: 0 });
    engine.newest('exactDigits').fail(new EngineFailure('device-lost', 'Gone.', 'Wait.'));
    await settled();
    expect(engine.all('exactDigits')).toHaveLength(2);
    await provideDigits();
    expect(digits().kind).toBe('ready');
  });

  it('come again where they failed with their engine and another has started', async () => {
    const { engine, digits } = await setUp();
    engine.newest('exactDigits').fail(new EngineFailure('worker-crashed', 'Gone.', 'Wait.'));
    await settled();
    engineStatus.setState({ status: READY });
    await settled();
    expect(digits().kind).toBe('loading');
    expect(engine.all('exactDigits')).toHaveLength(2);
  });

  it('can be waited for, until somebody stops waiting', async () => {
    const { waitForDigits, provideDigits } = await setUp();
    const controller = new AbortController();
    const heard: string[] = [];
    void waitForDigits().then(() => heard.push('ready'));
    waitForDigits(controller.signal).catch(() => heard.push('aborted'));
    await settled();
    expect(heard).toEqual([]);
    controller.abort();
    await settled();
    await provideDigits();
    expect(heard).toEqual(['aborted', 'ready']);
  });
});

describe('the answers', () => {
  it('are of both denoisers, about one x_t', async () => {
    view.setState({ place: 400, label: 3 });
    const { engine, provideDigits, answer, currentAnswer } = await setUp();
    expect(engine.all('exact')).toEqual([]);
    await provideDigits();
    const schedule = { name: 'linear', T: 1000 };
    const request = { xt: exactXt(), t: 600, schedule, label: 3 };
    expect(engine.newest('exact').request).toEqual({ ...request, network: 'exact.10000.28' });
    expect(engine.newest('predict').request).toEqual({ ...request, network: 'shipped' });
    expect(currentAnswer()).toBeNull();
    await answer(0.5);
    expect(currentAnswer()).toMatchObject({ t: 600, xt: exactXt(), effective: 1 });
    expect(currentAnswer()?.x0Hat[0]).toBe(0.5);
    expect(currentAnswer()?.networkX0Hat[0]).toBe(-0.5);
  });

  it('come for the newest t, and those in between are never asked', async () => {
    const { engine, provideDigits, answer, currentAnswer } = await setUp();
    await provideDigits();
    for (const place of [100, 200, 300]) view.setState({ place });
    await settled();
    expect(engine.all('exact').map(({ request }) => request.t)).toEqual([500]);
    await answer(0.1);
    expect(currentAnswer()?.t).toBe(500);
    expect(engine.all('exact').map(({ request }) => request.t)).toEqual([500, 700]);
    await answer(0.2);
    view.setState({ present: true });
    await settled();
    expect(engine.all('exact')).toHaveLength(2);
  });

  it('are stale once the picture, seed or class is another, but not where t is', async () => {
    const { provideDigits, answer, currentAnswer } = await setUp();
    await provideDigits();
    await answer(0.1);
    view.setState({ place: 10 });
    expect(currentAnswer()).not.toBeNull();
    view.setState({ seed: 7 });
    expect(currentAnswer()).toBeNull();
  });

  it('wait for the picture and the network of the view', async () => {
    view.setState({ source: 'train.8', network: 'run.a.100' });
    const { engine, clock, provideDigits } = await setUp();
    await provideDigits();
    expect(engine.all('exact')).toEqual([]);
    source.setState(({ picture }) => ({ picture: { ...picture, source: 'train.8' } }));
    await clock.advance(0);
    expect(engine.all('exact')).toEqual([]);
    network.setState({ used: { ...SHIPPED, name: 'run.a.100' } });
    await clock.advance(0);
    expect(engine.all('exact')).toHaveLength(1);
  });

  it('that failed are asked for again with the next change, not at once', async () => {
    const { engine, clock, provideDigits } = await setUp();
    await provideDigits();
    engine.newest('exact').fail(new EngineFailure('internal', 'It broke.', 'Mend it.'));
    await clock.advance(1000);
    expect(notices.getState().list).toMatchObject([{ kind: 'error', text: 'It broke. Mend it.' }]);
    expect(engine.all('exact')).toHaveLength(1);
    view.setState({ present: true });
    await clock.advance(0);
    expect(engine.all('exact')).toHaveLength(2);
  });

  it('of digits that were freed meanwhile fail without a word', async () => {
    const { engine, leave, provideDigits } = await setUp();
    await provideDigits();
    leave();
    engine.newest('exact').fail(new EngineFailure('bad-request', 'No digits.', 'Load them.'));
    await settled();
    expect(notices.getState().list).toEqual([]);
  });

  it('are asked for again of digits that came anew', async () => {
    const { engine, provideDigits, answer, load, clock, currentAnswer } = await setUp();
    await provideDigits();
    await answer(0.1);
    load();
    await clock.advance(0);
    expect(currentAnswer()).toBeNull();
    await provideDigits();
    expect(engine.all('exact')).toHaveLength(2);
  });
});
