import { beforeEach, expect, it } from 'vitest';
import { mixtureMoments } from '../../../diffusion/plane/mixtures.test-helper';
import { initialView } from '../../../state/link/codec';
import type { ViewState } from '../../../state/link/fields/table';
import { view } from '../../../state/link/view';
import { beginLine, endLine, extendLine } from './brush';
import { components, draft, isPointSet, lawOf, lawOfText, lawText, particlesOf, strokes } from './law';

beforeEach(() => {
  view.setState(initialView());
  draft.setState({ mixture: null, strokes: null });
});

it('is the mixture of a link, with weights that add up to 1', () => {
  view.setState({ planeMixture: '0.9,-1,0,0.2_0.3,1,0.5,0.3' });
  const law = lawOf();
  expect(law?.weights[0]).toBeCloseTo(0.75, 12);
  expect(law?.means).toEqual(Float64Array.of(-1, 0, 1, 0.5));
  expect(lawOf()).toBe(law);
});

it('is what is being dragged, until the hand is lifted', () => {
  draft.setState({ mixture: '1,2,2,0.5' });
  expect(components()).toEqual([{ weight: 1, x: 2, y: 2, std: 0.5 }]);
  expect(lawOf()?.weights).toHaveLength(1);
  draft.setState({ mixture: null });
  expect(lawOf()?.weights).toHaveLength(3);
});

it.each(['moons', 'spiral', 'checkerboard'] as const)('is a set of points for %s', (planeData) => {
  view.setState({ planeData, planeKnown: 800 });
  expect(isPointSet(view.getState())).toBe(true);
  const law = lawOf();
  expect(law?.weights).toHaveLength(800);
  expect(law?.stds.every((std) => std === 0)).toBe(true);
});

it('can be draws of a mixture instead of the mixture itself', () => {
  view.setState({ planeCopies: true, planeKnown: 50 });
  expect(lawOf()?.weights).toHaveLength(50);
});

it('needs three places of a brush', () => {
  view.setState({ planeData: 'brush', planeKnown: 300 });
  expect(lawOf()).toBeNull();
  beginLine(-1, 0);
  extendLine(1, 0);
  expect(lawOf()).toBeNull();
  extendLine(1, 1);
  const law = lawOf();
  expect(law?.weights).toHaveLength(300);
  endLine();
  expect(view.getState().planeBrush).not.toBe('');
  expect(strokes()).toHaveLength(1);
  // Two thirds of the line lie on y = 0, one third goes up at x = 1.
  const { mean } = mixtureMoments(
    law ?? { weights: new Float64Array(), means: new Float64Array(), stds: new Float64Array() },
  );
  expect(mean[0]).toBeCloseTo(1 / 3, 1);
  expect(mean[1]).toBeCloseTo(1 / 6, 1);
});

it('draws the same particles for the same seed, whatever their number', () => {
  const law = lawOf();
  if (!law) throw new Error('There is no law.');
  const few = particlesOf(law, 5, 10);
  const many = particlesOf(law, 5, 100);
  expect(many.x0.subarray(0, 20)).toEqual(few.x0);
  expect(many.epsilon.subarray(0, 20)).toEqual(few.epsilon);
});

it.each<Partial<ViewState>>([
  {},
  { planeMixture: '0.9,-1,0,0.2_0.3,1,0.5,0.3' },
  { planeData: 'ring' },
  { planeData: 'ring', planeCopies: true, planeKnown: 40, seed: 3 },
  { planeData: 'spiral', planeKnown: 77, seed: 8 },
])('comes back from its text: %j', (change) => {
  view.setState(change);
  const law = lawOf();
  const text = lawText(view.getState());
  // What is being dragged is no part of it.
  draft.setState({ mixture: '1,2,2,0.5' });
  view.setState({ ...initialView(), seed: 99 });
  expect(lawOfText(text)).toEqual(law);
});

it.each(['', 'law=nonsense', 'law=brush'])('is none of the text "%s"', (text) => {
  expect(lawOfText(text)).toBeNull();
});
