import { expect, it } from 'vitest';
import { DataError } from '../../data/errors';
import { EngineFailure } from '../../engine/protocol/errors';
import { toFailure } from './failure';

it('data that did not arrive keep their words; all else is the engine’s', () => {
  const { message, remedy } = toFailure(new DataError('unreachable', 'No digits came.', 'Load them again.'));
  expect([message, remedy]).toEqual(['No digits came.', 'Load them again.']);
  expect(toFailure(new EngineFailure('out-of-memory', 'Full.', 'Take less.')).code).toBe('out-of-memory');
  expect(toFailure(new TypeError('odd')).message).toBe('The engine failed: odd');
});
