import { expect, it } from 'vitest';
import type { EngineStatus } from '../../state/engine/engine';
import { engineText } from './engineText';

it.each<[EngineStatus, string]>([
  [{ kind: 'downloading', loaded: 0, total: 0 }, 'Downloading the network …'],
  [{ kind: 'downloading', loaded: 4e5, total: 1.9e6 }, 'Downloading the network: 0.4 MB of 1.9 MB …'],
  [{ kind: 'compiling', done: 0, of: 0 }, 'Preparing the network on the device …'],
  [{ kind: 'compiling', done: 7, of: 23 }, 'Compiling shaders: 7 of 23 …'],
])('says how far a start is: %o', (status, text) => {
  expect(engineText(status)).toBe(text);
});
