// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest';
import { initialView } from '../state/link/codec';
import { FIELD_NAMES, FIELDS, nameOfField, type ViewState } from '../state/link/fields/table';
import { patchView, view } from '../state/link/view';
import { notices } from '../state/notices';
import { changesInWords, redoAndSay, undoAndSay } from './history';

beforeEach(() => {
  view.setState(initialView());
  view.temporal.getState().clear();
  notices.setState({ list: [] });
});

const newest = (): string | undefined => notices.getState().list.at(-1)?.text;

it('says what a step changed, and where', () => {
  patchView({ aSteps: 5 });
  undoAndSay();
  expect(newest()).toBe('Undone in Generate: steps 5 → 25.');
  redoAndSay();
  expect(newest()).toBe('Redone in Generate: steps 25 → 5.');
  patchView({ page: 'generate' });
  patchView({ aSteps: 50 });
  undoAndSay();
  expect(newest()).toBe('Undone: steps 50 → 5.');
});

it.each<[Partial<ViewState>, string]>([
  [{ mode: 'reverse' }, ': Reverse → Forward'],
  [{ page: 'edit', edit: 'change' }, ': Change the digit → Denoise'],
  [{ page: 'edit', seed: 43 }, ': seed 43 → 42'],
  [{ sampler: 'ddim', eta: 0.5 }, ': DDIM → DDPM, η 0.5 → 0'],
  [{ bSampler: 'ddpm' }, ' in Generate: B: DDPM → DDIM'],
  [{ loop: true }, ': Repeat off'],
  [{ source: 'train.9' }, ': digit'],
  [{ log: true, seed: 1, aSteps: 9 }, ': seed 1 → 42, log off; in Generate: steps 9 → 25'],
  [
    { aLabel: 1, aSteps: 2, aEta: 1, aGuidance: 1, gridCount: 9 },
    ' in Generate: pictures 9 → 10, class 1 → all ten, steps 2 → 25, 2 more',
  ],
])('%o: %s', (change, words) => {
  patchView(change);
  const before = view.getState();
  expect(changesInWords(before, { ...initialView(), page: before.page })).toBe(words);
});

it('has words for whatever undo brings back', () => {
  for (const name of FIELD_NAMES) {
    const { undo, shown } = FIELDS[name];
    if (undo !== 'parameter') continue;
    expect(shown, name).toBeDefined();
    // Where the name says nothing, the values have words.
    if (nameOfField(name) === '') expect(shown?.options, name).not.toHaveLength(0);
  }
});
