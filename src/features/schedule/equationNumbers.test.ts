import { describe, expect, it } from 'vitest';
import { initialView } from '../../state/link/codec';
import { COMPARABLE } from '../../state/link/fields/schedule';
import { source } from '../../state/picture/source';
import { klNumbers, snrNumbers } from './equationNumbers';
import { comparedProcesses, summarizeProcess } from './state/comparison';

const { x0 } = source.getState().picture;
const { hand } = initialView();
const processes = [10, 1000, 4000].flatMap((comparedT) =>
  comparedProcesses({ compared: [...COMPARABLE], comparedT, hand }),
);
const value = (text: string): number => parseFloat(text.replaceAll('−', '-'));

describe('an equation with numbers', () => {
  it('gives its signal-to-noise ratio from the numbers that it shows', () => {
    for (const process of processes)
      for (let t = 1; t <= process.schedule.T; t += Math.max(1, Math.floor(process.schedule.T / 97))) {
        const { signal, noise, snr } = snrNumbers(process, t);
        expect(Math.abs(10 * Math.log10(value(signal) / value(noise)) - value(snr))).toBeLessThan(0.056);
      }
  });

  it('gives its KL from the numbers that it shows, divided or not', () => {
    for (const process of processes)
      for (const isScaled of [true, false]) {
        const summary = summarizeProcess(process, x0, isScaled);
        const n = klNumbers(process, summary, isScaled);
        const result = n.isUndivided
          ? (value(n.meanSquare) + value(n.variance) - 1 - value(n.logVariance)) / (2 * Math.LN2)
          : (value(n.alphaBar) * (value(n.meanSquare) - 1) + value(n.minusLog)) / (2 * Math.LN2);
        // Half a unit of the second figure is 5 % at most.
        expect(Math.abs(result / summary.priorKl - 1)).toBeLessThan(0.01);
        expect(Math.abs(value(n.kl) / summary.priorKl - 1)).toBeLessThan(0.051);
      }
  });
});
