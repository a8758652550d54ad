import { afterEach, expect, it } from 'vitest';
import { digitRules, runDigitRules, stopDigitRules } from './digitRules';
import { network } from '../../../state/network/network';
import { SHIPPED } from '../../../state/network/usedNetwork';

afterEach(() => network.setState({ used: SHIPPED }));

it('pictures of another training under the same name are not taken for its own', () => {
  const names = [1, 1, 2].map((checksum) => {
    network.setState({ used: { ...SHIPPED, checksum } });
    runDigitRules();
    stopDigitRules();
    return digitRules.getState().name;
  });
  expect(names[0]).not.toBeNull();
  expect(names[1]).toBe(names[0]);
  expect(names[2]).not.toBe(names[0]);
});
