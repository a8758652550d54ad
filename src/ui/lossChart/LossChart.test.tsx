// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BandChart } from './BandChart';
import { LossChart } from './LossChart';
import { BANDS, LossSeries } from '../../diffusion/training/lossSeries';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

let root: Root;
let series: LossSeries;
let changed: () => void;
const feed = (call: () => void) => {
  changed = call;
  return () => undefined;
};

/** n updates more, the loss of update u being 1 / u. */
function grow(n: number): void {
  const first = series.length + 1;
  const column = Float32Array.from({ length: n }, (_, i) => 1 / (first + i));
  series.append(first, column, column, column, new Float32Array(n * BANDS).fill(0.5));
}

const get = (selector: string): HTMLElement => {
  const element = document.querySelector(selector);
  if (!(element instanceof HTMLElement)) throw new Error(`No ${selector}`);
  return element;
};
const chart = (): HTMLElement => get('[role=slider]');
const button = (name: string): HTMLElement => {
  const all = [...document.querySelectorAll('button')];
  const found = all.find((each) => each.textContent === name);
  if (!found) throw new Error(`No button ${name}`);
  return found;
};
const press = (key: string): void =>
  act(
    () => void chart().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })),
  );
const click = (name: string): void => act(() => button(name).click());

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = '<div id="root"></div>';
  root = createRoot(get('#root'));
  series = new LossSeries();
  grow(1000);
  series.addHeldOut(500, 0.25);
});
afterEach(() => {
  act(() => root.unmount());
  vi.useRealTimers();
});

const marks = [
  { value: 1, label: 'predicting nothing', why: 'E[epsilon^2] = 1' },
  { value: 0.3, label: 'near the top', why: '' },
  { value: 0.05, label: 'further down', why: '' },
];
const show = (goal = 2000, onCsv = vi.fn()): void =>
  act(() =>
    root.render(
      <LossChart
        series={series}
        feed={feed}
        goal={goal}
        marks={marks}
        heldOutLabel="test digits"
        onCsv={onCsv}
      />,
    ),
  );

describe('LossChart', () => {
  it('reads losses by keys', () => {
    show();
    act(() => chart().focus());
    expect(chart().getAttribute('aria-valuetext')).toMatch(
      /^update 1,000: raw 0.00100, smooth 0.00\d+, held-out 0.250 at 500$/,
    );
    press('Home');
    expect(chart().getAttribute('aria-valuetext')).toBe('update 1: raw 1.00, smooth 1.00');
    press('ArrowRight');
    expect(chart().getAttribute('aria-valuenow')).toBe('11');
    press('Escape');
    expect(chart().getAttribute('aria-valuetext')).toBe('1,000 updates');
  });

  it('zooms around what is read, moves on with it, and comes back', () => {
    show();
    act(() => chart().focus());
    press('+');
    expect(get('figcaption').textContent).toContain('updates 500 to 1,500');
    press('Home');
    press('ArrowLeft');
    expect(get('figcaption').textContent).toContain('updates 495 to 1,495');
    click('Whole run');
    expect(get('figcaption').textContent).not.toContain('updates');
    press('+');
    press('0');
    expect(get('figcaption').textContent).not.toContain('updates');
  });

  it('forgets the part of a run that is not there any more', () => {
    show();
    act(() => chart().focus());
    press('+');
    series = new LossSeries();
    grow(10);
    show(100);
    expect(get('figcaption').textContent).not.toContain('updates');
  });

  it('lists at most 50 updates, and asks for the file', () => {
    const onCsv = vi.fn();
    show(2000, onCsv);
    click('As a table');
    expect(button('As a table').getAttribute('aria-pressed')).toBe('true');
    const rows = [...document.querySelectorAll('tbody tr')];
    expect(rows.length).toBeGreaterThan(15);
    expect(rows.length).toBeLessThanOrEqual(50);
    expect(rows[0].textContent).toMatch(/^11.001.00/);
    expect(rows.at(-1)?.textContent).toMatch(/^1,0000.00100/);
    click('CSV');
    expect(onCsv).toHaveBeenCalledOnce();
  });

  it('has switches that say whether they are on, without the trained loss where it is the same', () => {
    show();
    expect([...document.querySelectorAll('[role=group] button')].map((each) => each.textContent)).toEqual([
      'raw',
      'smooth',
      'held-out',
      'rate',
      'log',
    ]);
    click('raw');
    expect(button('raw').getAttribute('aria-pressed')).toBe('false');
    act(() => chart().focus());
    expect(chart().getAttribute('aria-valuetext')).not.toContain('raw');
  });

  it('says why a mark is there, when it is asked', () => {
    show();
    const mark = button('predicting nothing: 1');
    const card = document.getElementById(mark.getAttribute('aria-controls') ?? '');
    expect(card?.hidden).toBe(true);
    click('predicting nothing: 1');
    expect(card?.textContent).toBe('E[epsilon^2] = 1');
    expect(mark.getAttribute('aria-expanded')).toBe('true');
    click('predicting nothing: 1');
    expect(card?.hidden).toBe(true);
  });

  it('names a line below it where there is no room above, so that the name is not cut off', () => {
    show();
    const isBelow = (name: string) => button(name).parentElement?.dataset.below;
    expect(isBelow('near the top: 0.3')).toBe('true');
    expect(isBelow('further down: 0.05')).toBe('false');
  });

  it('is drawn anew five times a second at most, and at once after a pause', () => {
    show();
    const label = (): string | null => chart().getAttribute('aria-label');
    const step = (ms: number): void => {
      grow(1);
      changed();
      act(() => {
        vi.advanceTimersByTime(ms);
      });
    };
    step(0);
    expect(label()).toMatch(/^Loss over 1,001 of 2,000 updates: smoothed 0.00/);
    for (let i = 0; i < 9; i++) step(20);
    expect(label()).toContain('1,001 of');
    step(20);
    expect(label()).toContain('1,011 of');
  });
});

it('BandChart says its numbers', () => {
  act(() => root.render(<BandChart series={series} feed={feed} />));
  expect(get('[role=img]').getAttribute('aria-label')).toMatch(
    /^Loss by noise level at update 1,000, and at update 50\. t 1–100: 0.500, was 0.500; .*; t 901–1000: 0.500, was 0.500\.$/,
  );
});
