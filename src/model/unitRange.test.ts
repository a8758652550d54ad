import { describe, expect, it } from 'vitest';
import { unitView } from './unitRange';

describe('unitView', () => {
  const [alphaBar, u, epsilon] = [0.37, 0.8, -1.3];
  const xt = Math.sqrt(alphaBar) * (2 * u - 1) + Math.sqrt(1 - alphaBar) * epsilon;

  it.each(['epsilon', 'x0', 'v', 'score'] as const)(
    'gives the network its own x_t, and our epsilon from its %s',
    (output) => {
      const view = unitView(alphaBar, 1 - alphaBar, output);
      const signal = Math.sqrt(view.snr / (1 + view.snr));
      const noise = Math.sqrt(1 / (1 + view.snr));
      const input = view.scale * xt + view.shift;
      expect(input).toBeCloseTo(signal * u + noise * epsilon, 12);
      const exact = { epsilon, x0: u, v: signal * epsilon - noise * u, score: -epsilon / noise }[output];
      expect(view.epsilon.xt * input + view.epsilon.output * exact).toBeCloseTo(epsilon, 10);
    },
  );

  it('has four times the signal-to-noise ratio', () => {
    expect(unitView(0.5, 0.5, 'epsilon').snr).toBe(4);
  });
});
