import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeSchedule } from '../../diffusion/schedule';
import { formatDecibels, formatFigures, formatSigned, formatWeight } from './format';

describe('a weight', () => {
  it('has three decimals, or two figures where it is small', () => {
    expect([0, 1, -1, 0.5, 0.0786, 0.00512, 4.04e-5, -4.04e-5, 12.3456].map(formatWeight)).toEqual([
      '0',
      '1',
      '−1',
      '0.500',
      '0.0786',
      '0.0051',
      '4.0e−5',
      '−4.0e−5',
      '12.346',
    ]);
  });

  it('is 1 only where it is exactly 1', () => {
    // sqrt(1 - 0.0001) = 0.99994999..., the weight of the digit at t = 1
    expect(formatWeight(Math.sqrt(0.9999))).toBe('0.9999');
    expect(formatWeight(0.99998)).toBe('0.99998');
    const { alphaBar, oneMinusAlphaBar, T } = makeSchedule('linear', 4000);
    for (let t = 1; t <= T; t++)
      for (const weight of [alphaBar[t], oneMinusAlphaBar[t], Math.sqrt(alphaBar[t])]) {
        expect(Number(formatWeight(weight).replaceAll('−', '-'))).not.toBe(1);
        expect(formatWeight(weight).length).toBeLessThan(9);
      }
  });
});

it('beta, decibels and differences have true minus signs, and no sign where nothing is left', () => {
  expect([0, 5.1e-5, 0.02, 0.00099983].map(formatFigures)).toEqual(['0', '5.1e−5', '0.02', '0.001']);
  expect([-0.04, -43.94, Infinity, -Infinity].map(formatDecibels)).toEqual(['0.0 dB', '−43.9 dB', '∞', '−∞']);
  expect([-0.0001, -0.5, 0.25].map(formatSigned)).toEqual(['+0.000', '−0.500', '+0.250']);
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
      for (const text of [formatWeight, formatDecibels, formatSigned].map((format) => format(x)))
        expect(text).not.toContain('-');
    }),
  );
});

describe('numbers on the screen', () => {
  /** Files that write numbers which nobody reads: coordinates of drawings, places in percent, values to compute with. */
  const NOT_SHOWN = [
    'features/detect/Roc.tsx',
    'features/detect/Threshold.tsx',
    'features/detect/Times.tsx',
    'features/detect/state/scoreTable.ts',
    'features/edit/Between.tsx',
    'features/generate/QualityChart.tsx',
    'features/generate/Strip.tsx',
    'features/lab/RuleCard.tsx',
    'features/lab/bound/BoundChart.tsx',
    'features/lab/bound/Charts.tsx',
    'features/lab/bound/format.ts',
    'features/schedule/HandCurve.tsx',
    'features/schedule/Transport.tsx',
    'features/schedule/state/comparison.ts',
    'features/train/LossPanel.tsx',
    'ui/Scrubber.tsx',
    'ui/chart/Histogram.tsx',
    'ui/chart/Plot.tsx',
    'ui/lossChart/BandChart.tsx',
    'ui/lossChart/Cursor.tsx',
    'ui/lossChart/Marks.tsx',
    'ui/lossChart/axis.ts',
    'ui/svgPath.ts',
  ];
  const src = join(import.meta.dirname, '../..');
  const files = ['app', 'features', 'state', 'ui'].flatMap((folder) =>
    readdirSync(join(src, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
      .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test')),
  );

  it('are written by diffusion/numbers/formatNumber', () => {
    const own = files.filter((file) =>
      /\.to(Fixed|Precision|Exponential)\(/.test(readFileSync(join(src, file), 'utf8')),
    );
    expect(own.filter((file) => !NOT_SHOWN.includes(file))).toEqual([]);
  });
});
