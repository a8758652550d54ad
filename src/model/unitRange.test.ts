import { describe, expect, it } from 'vitest';
import { unitView } from './unitRange';

describe('a network of pixels 0..1', () => {
  const [alphaBar, u, epsilon] = [0.37, 0.8, -1.3];
  const xt = Math.sqrt(alphaBar) * (2 * u - 1) + Math.sqrt(1 - alphaBar) * epsilon;

  it.each(['epsilon', 'x0', 'v', 'score'] as const)(
    'sees its own kind of x_t, and gives the epsilon of ours by its %s',
    (output) => {
      const view = unitView(alphaBar, 1 - alphaBar, output);
      const signal = Math.sqrt(view.snr / (1 + view.snr));
      const noise = Math.sqrt(1 / (1 + view.snr));
      const seen = view.scale * xt + view.shift;
      expect(seen).toBeCloseTo(signal * u + noise * epsilon, 12);
      const exact = { epsilon, x0: u, v: signal * epsilon - noise * u, score: -epsilon / noise }[output];
      expect(view.epsilon.xt * seen + view.epsilon.output * exact).toBeCloseTo(epsilon, 10);
    },
  );

  it('sees four times the ratio of signal and noise', () => {
    expect(unitView(0.5, 0.5, 'epsilon').snr).toBe(4);
  });
});
