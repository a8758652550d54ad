import { describe, expect, it } from 'vitest';
import type { TrainConfig } from '../../engine/protocol/train';
import {
  creditOf,
  labelFor,
  parseTrainedName,
  SHIPPED,
  trainedNetwork,
  unseenClass,
  whyNoClass,
} from './usedNetwork';
import { allBut } from '../../data/trainingDigits';
import { excludedClass, labelExcluding, ANY_DIGIT } from '../link/fieldKinds';
import { FIELDS } from '../link/fields/table';

const config: TrainConfig = {
  network: 'tiny',
  seed: 0,
  batch: 16,
  learningRate: 0.005,
  output: 'v',
  weighting: 'v',
  schedule: 'cosine',
  average: 0.99,
  digits: 1000,
  label: ANY_DIGIT,
};
const id = '0a1b-2c';
const made = (more: Partial<TrainConfig> = {}) =>
  trainedNetwork({ id, name: 'a run', config: { ...config, ...more } }, 1200, new Float32Array(1), true);

describe('a trained network', () => {
  it('has a name that a link can hold and that leads back to its run', () => {
    expect(FIELDS.network.parse(made().name)).toBe('run.0a1b-2c.1200');
    expect(parseTrainedName(made().name)).toEqual({ id, update: 1200 });
    expect(parseTrainedName(SHIPPED.name)).toBeNull();
    expect(creditOf(made())).toBe('a run, 1,200 updates');
  });

  it.each(['run.', 'run.a', 'run.a.b', 'run.a.1.2', 'other', 'run.a/b.1', `run.${'a'.repeat(65)}.1`])(
    'is not called %s',
    (text) => expect(FIELDS.network.parse(text)).toBeUndefined(),
  );

  it('has the size of its digits', () => {
    expect([made(), made({ network: 'small' }), SHIPPED].map(({ size }) => size)).toEqual([14, 28, 28]);
  });

  it('is asked for classes that it knows, and says why for no other', () => {
    expect(whyNoClass(made())).toBeNull();
    expect([labelFor(made(), 3), labelFor(made(), ANY_DIGIT)]).toEqual([3, ANY_DIGIT]);
    const one = made({ label: 3 });
    expect(whyNoClass(one)).toBe('This network has learned the 3 only.');
    expect([labelFor(one, 7), labelFor(one, ANY_DIGIT)]).toEqual([3, 3]);
    // What lacks one class can be asked for all of them.
    const lacking = made({ label: labelExcluding(4) });
    expect(whyNoClass(lacking)).toBeNull();
    expect([
      lacking.onlyClass,
      unseenClass(lacking),
      unseenClass(made()),
      unseenClass(one),
      unseenClass(SHIPPED),
    ]).toEqual([null, 4, null, null, null]);
    expect([labelFor(lacking, 4), labelFor(lacking, ANY_DIGIT)]).toEqual([4, ANY_DIGIT]);
    const none = made({ network: 'seed', label: 3 });
    expect(whyNoClass(none)).toBe('This network knows no classes.');
    expect([labelFor(none, 7), labelFor(none, ANY_DIGIT)]).toEqual([0, 0]);
  });

  it('is told what to leave out as the engine understands it', () => {
    for (let c = 0; c < 10; c++) {
      expect(labelExcluding(c)).toBe(allBut(c));
      expect(excludedClass(labelExcluding(c))).toBe(c);
      expect(excludedClass(c)).toBeNull();
    }
    expect(excludedClass(ANY_DIGIT)).toBeNull();
  });
});
