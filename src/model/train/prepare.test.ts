import '@tensorflow/tfjs-backend-cpu';
import { getGradient, getKernel, setBackend, Softmax, Conv2DBackpropFilter } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { prepareTraining } from './prepare';

it('prepares the current backend, whether or not others are loaded', async () => {
  await setBackend('cpu');
  await prepareTraining();
  expect(getGradient(Softmax)).toBeDefined();
  expect(getKernel(Conv2DBackpropFilter, 'wasm')).toBeUndefined();
  await import('@tensorflow/tfjs-backend-wasm');
  await setBackend('wasm');
  await prepareTraining();
  expect(getKernel(Conv2DBackpropFilter, 'wasm')).toBeDefined();
});
