import { expect, it } from 'vitest';
import { restoring } from '../exercises/measure';
import { createNodeMeasure } from './nodeMeasure';

it('reads digits, has the shipped network restore them, and reads what they are', async () => {
  const measure = createNodeMeasure();
  const x0 = await measure.digit('train.7');
  const drawn = await measure.sample(restoring(50, x0, { sampler: 'ddim', steps: 2 }));
  expect(drawn).toHaveLength(x0.length);
  expect(Array.from(await measure.read(drawn))).toEqual([3]);
  await expect(measure.digit('test.99999')).rejects.toThrow('There is no digit "test.99999".');
});
