import { expect, it } from 'vitest';
import type { EngineStatus } from '../../state/engine/pageEngine';
import { engineText, progressText } from './engineText';

it.each<[EngineStatus, string]>([
  [{ kind: 'downloading', loaded: 0, total: 0 }, 'Downloading the network …'],
  [{ kind: 'downloading', loaded: 4e5, total: 1.9e6 }, 'Downloading the network: 0.4 MB of 1.9 MB …'],
  [{ kind: 'compiling', done: 0, of: 0 }, 'Preparing the network on the device …'],
  [{ kind: 'compiling', done: 7, of: 23 }, 'Compiling shaders: 7 of 23 …'],
])('says how far a start is: %o', (status, text) => {
  expect(engineText(status)).toBe(text);
});

it.each<[EngineStatus, string]>([
  [{ kind: 'probing' }, 'looking for a GPU …'],
  [{ kind: 'downloading', loaded: 4e5, total: 1.9e6 }, 'network: 0.4 MB of 1.9 MB'],
  [{ kind: 'compiling', done: 7, of: 23 }, 'shaders: 7 of 23'],
])('says it in one short line on a phone: %o', (status, text) => {
  expect(engineText(status, true)).toBe(text);
});

it('says how far a run is, in one short line on a phone', () => {
  const progress = { step: 8.4, steps: 50, stepsPerSecond: 18, secondsLeft: 2.34 };
  expect(progressText(progress)).toBe('Step 8 of 50 · 17 % · 18.0 steps/s · 2.3 s left');
  expect(progressText(progress, true)).toBe('8 of 50 · 2.3 s left');
});
