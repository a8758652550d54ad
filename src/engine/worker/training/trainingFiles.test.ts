import { describe, expect, it } from 'vitest';
import { readSafetensors } from '../../../model/safetensors';
import { writeSafetensors } from '../../../model/safetensorsWriter';
import { stateLength } from '../../../model/train/sections';
import { tiny } from '../../../model/networks/tiny';
import type { TrainConfig } from '../../protocol/train';
import { exportTraining, importTraining } from './trainingFiles';

const config: TrainConfig = {
  network: 'tiny',
  seed: 7,
  batch: 32,
  learningRate: 2e-3,
  output: 'v',
  weighting: 'v',
  schedule: 'linear',
  average: 0.99,
  digits: 1000,
  label: 10,
};
const numbers = new Float32Array(stateLength(tiny));
const file = exportTraining({ config, state: { update: 3, numbers }, name: 'Run' });

/** The file with other metadata. */
function withMetadata(change: Record<string, string>): ArrayBuffer {
  const { tensors, metadata } = readSafetensors(file.slice().buffer);
  return writeSafetensors(tensors as never, { ...metadata, ...change }).buffer;
}

describe('a training file', () => {
  it('comes back as it was written', () => {
    expect(importTraining(file.slice().buffer)).toMatchObject({ config, state: { update: 3 }, name: 'Run' });
  });

  it('has a seed that a link may have, too', () => {
    expect(importTraining(withMetadata({ seed: String(2 ** 32 - 1) })).config.seed).toBe(2 ** 32 - 1);
    for (const seed of [2 ** 32, 2 ** 53 - 1])
      expect(() => importTraining(withMetadata({ seed: String(seed) }))).toThrow(
        'seed is a whole number from 0 to 4294967295',
      );
  });

  it('says how many updates it has', () => {
    for (const updates of ['', ' ', 'many', '-1', '0.5'])
      expect(() => importTraining(withMetadata({ updates }))).toThrow('update is a whole number');
  });
});
