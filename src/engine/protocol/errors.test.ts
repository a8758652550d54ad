import { describe, expect, it } from 'vitest';
import { ModelError } from '../../model/errors';
import { EngineFailure, isEngineError, toEngineError } from './errors';

describe('engine errors', () => {
  it('keep their code, message and remedy across a port', () => {
    const failure = new EngineFailure('device-lost', 'It is gone.', 'Start again.');
    expect(structuredClone(toEngineError(failure))).toEqual({
      code: 'device-lost',
      message: 'It is gone.',
      remedy: 'Start again.',
    });
  });

  it('include those of the model layer', () => {
    expect(isEngineError(new ModelError('weights-corrupt', 'Bad.', 'Reload.'))).toBe(true);
  });

  it.each([undefined, null, 'text', new Error('x'), { code: 'unheard-of', message: '', remedy: '' }])(
    'do not include %o, which becomes an internal error',
    (value) => {
      expect(isEngineError(value)).toBe(false);
      expect(toEngineError(value).code).toBe('internal');
    },
  );
});
