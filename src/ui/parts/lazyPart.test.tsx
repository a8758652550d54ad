// @vitest-environment happy-dom
import { act, Component, Suspense, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPart } from './part';
import { lazyPart } from './lazyPart';
import { TEXTS } from '../texts';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

const lost = (): Error => new TypeError('Failed to fetch dynamically imported module: https://here/Chart.js');
const Chart = ({ of }: { of: string }) => <p>chart of {of}</p>;

class Boundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state = { error: null as Error | null };
  static getDerivedStateFromError = (error: Error) => ({ error });
  override render() {
    return this.state.error ? <p>boundary: {this.state.error.message}</p> : this.props.children;
  }
}

let root: Root;
let main: HTMLElement;
beforeEach(() => {
  document.body.innerHTML = '<main></main>';
  main = document.querySelector('main') as HTMLElement;
  root = createRoot(main);
});
afterEach(() => {
  act(() => root.unmount());
  vi.useRealTimers();
});

/** Does it, and lets what follows from it happen. */
const after = (does: () => void): Promise<void> =>
  act(() => {
    does();
    return Promise.resolve();
  });
const show = (content: ReactNode): Promise<void> =>
  after(() =>
    root.render(
      <Boundary>
        <Suspense fallback="...">{content}</Suspense>
      </Boundary>,
    ),
  );
const press = (name: string): Promise<void> =>
  after(() => [...document.querySelectorAll('button')].find((each) => each.textContent === name)?.click());

/** A part that is lost so many times. */
function losing(times: number) {
  const load = vi.fn(() => (times-- > 0 ? Promise.reject(lost()) : Promise.resolve({ default: Chart })));
  return { load, Lines: lazyPart(load) };
}

describe('a part that was lost', () => {
  it('names the network, and is asked for again by its button', async () => {
    const { load, Lines } = losing(2);
    await show(<Lines of="losses" />);
    expect(document.querySelector('[role=alert]')?.textContent).toContain(TEXTS.partLost);
    expect(TEXTS.partLost).toContain('network');
    expect(main.textContent).not.toContain(TEXTS.reload);
    await press(TEXTS.tryAgain);
    // Some browsers never ask twice.
    expect(main.textContent).toContain(TEXTS.reload);
    await press(TEXTS.tryAgain);
    expect(main.textContent).toBe('chart of losses');
    expect(load).toHaveBeenCalledTimes(3);
  });

  it('is asked for again when one leaves and comes back', async () => {
    const { Lines } = losing(1);
    await show(<Lines of="losses" />);
    await show(null);
    await show(<Lines of="losses" />);
    expect(main.textContent).toBe('chart of losses');
  });

  it('is asked for again when the network returns, once for all that show it', async () => {
    const { load, Lines } = losing(1);
    await show([<Lines key="1" of="a" />, <Lines key="2" of="b" />]);
    expect(document.querySelectorAll('[role=alert]')).toHaveLength(2);
    await after(() => dispatchEvent(new Event('online')));
    expect(main.textContent).toBe('chart of achart of b');
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('is asked for anew by who opens it after it was fetched ahead in vain', async () => {
    vi.useFakeTimers();
    const { Lines } = losing(1);
    await Lines.load().catch(() => undefined);
    await vi.advanceTimersByTimeAsync(2000);
    await show(<Lines of="losses" />);
    expect(main.textContent).toBe('chart of losses');
  });

  it('is another thing than a program that fails', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const Broken = lazyPart<object>(() => Promise.reject(new RangeError('beta is 1')));
    await show(<Broken />);
    expect(main.textContent).toBe('boundary: beta is 1');
    vi.restoreAllMocks();
  });
});

it('a patient part comes by itself while somebody waits', async () => {
  vi.useFakeTimers();
  let times = 0;
  const part = createPart(() => (times++ < 2 ? Promise.reject(lost()) : Promise.resolve('katex')), true);
  const heard = vi.fn(() => part.state().kind);
  const stop = part.subscribe(heard);
  await part.load().catch(() => undefined);
  await vi.advanceTimersByTimeAsync(12_500);
  expect(heard.mock.results.map(({ value }) => value as string)).toEqual(['lost', 'lost', 'here']);
  stop();
});

it('a style sheet that was lost is fetched before its part, which Vite would leave without it', async () => {
  const href = 'https://here.org/Chart.css';
  const links = () => [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')];
  const { settings } = (window as unknown as { happyDOM: { settings: Record<string, boolean> } }).happyDOM;
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href }));
  const here: number[] = [];
  const part = createPart(() => {
    here.push(links().length);
    if (here.length === 1) throw new Error(`Unable to preload CSS for ${href}`);
    return Promise.resolve('chart');
  });
  const stop = part.subscribe(() => undefined);
  await part.load().catch(() => undefined);
  expect(links()).toHaveLength(0);
  await part.load().catch(() => undefined);
  expect(here).toEqual([0]); // the sheet is still lost: so is the part
  settings.handleDisabledFileLoadingAsSuccess = true;
  expect(await part.load()).toBe('chart');
  expect(here).toEqual([0, 1]);
  expect(links().map((link) => link.href)).toEqual([href]);
  stop();
  vi.restoreAllMocks();
});
