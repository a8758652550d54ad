import { describe, expect, it } from 'vitest';
import { tiny } from '../networks/tiny';
import { proveGradients } from './proveGradients';

/** A trainer whose loss is half the squared length of its parameters, and whose gradients are `factor` times right. */
function fakeTrainer(factor: number) {
  let parameters = new Float32Array();
  const calls = { gradients: 0 };
  return {
    calls,
    batch: 2,
    get parameters() {
      return parameters;
    },
    setParameters(numbers: Float32Array) {
      parameters = numbers.slice();
    },
    gradients: () => {
      calls.gradients++;
      const loss = parameters.reduce((sum, p) => sum + p * p, 0) / 2;
      const gradients = new Map([['all', parameters.map((p) => factor * p)]]);
      return Promise.resolve({ errors: Float32Array.of(loss, loss), gradients });
    },
  };
}

const device = () => ({}) as GPUDevice;
const before = Float32Array.of(1, 2, 3);

describe('the proof of a plan', () => {
  it('accepts right gradients, puts the parameters back, and is done once for a device', async () => {
    const gpu = device();
    const trainer = fakeTrainer(1);
    await proveGradients(gpu, tiny, trainer, before);
    expect(trainer.parameters).toEqual(before);
    expect(trainer.calls.gradients).toBe(3);
    await proveGradients(gpu, tiny, trainer, before);
    expect(trainer.calls.gradients).toBe(3);
    await proveGradients(device(), tiny, trainer, before);
    expect(trainer.calls.gradients).toBe(6);
  });

  it.each([1.2, 0.8, 0, NaN])('refuses gradients that are %f times too large', async (factor) => {
    const gpu = device();
    const wrong = proveGradients(gpu, tiny, fakeTrainer(factor), before);
    await expect(wrong).rejects.toThrow('it computes wrong gradients');
    // It was not proven by that.
    await expect(proveGradients(gpu, tiny, fakeTrainer(factor), before)).rejects.toThrow('wrong');
  });
});
