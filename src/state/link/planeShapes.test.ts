import { describe, expect, it } from 'vitest';
import {
  BRUSH_LIMITS,
  formatMixture,
  formatStrokes,
  parseMixture,
  parseStrokes,
  thinned,
} from './planeShapes';

describe('a mixture in a link', () => {
  const mixture = [
    { weight: 0.5, x: -1.25, y: 0, std: 0.3 },
    { weight: 0, x: 2.5, y: -2.5, std: 0.05 },
  ];

  it('comes back', () => {
    expect(parseMixture(formatMixture(mixture))).toEqual(mixture);
  });

  it.each(['', '1,0,0', '1,0,0,9', '1,3,0,0.2', '0,0,0,0.2', '1,0,0,0.2_', '1,x,0,0.2', '-1,0,0,0.2'])(
    'is refused: "%s"',
    (text) => expect(parseMixture(text)).toBeNull(),
  );

  it('has at most twelve components', () => {
    const many = (count: number): string => formatMixture(Array.from({ length: count }, () => mixture[0]));
    expect(parseMixture(many(12))).toHaveLength(12);
    expect(parseMixture(many(13))).toBeNull();
  });
});

describe('strokes in a link', () => {
  it('come back to a hundredth of the plane, and a second time to the bit', () => {
    const strokes = [
      [-3, 3, 0.5, -0.25],
      [1, 1],
    ];
    const text = formatStrokes(strokes);
    const back = parseStrokes(text) ?? [];
    back.flat().forEach((value, i) => expect(Math.abs(value - strokes.flat()[i])).toBeLessThan(0.012));
    expect(formatStrokes(back)).toBe(text);
    expect(parseStrokes('')).toEqual([]);
  });

  it('take less than 2 kB when they are full, and no more', () => {
    const line = (places: number): number[] =>
      Array.from({ length: 2 * places }, (_, i) => (i % 60) / 10 - 3);
    const full = formatStrokes([line(BRUSH_LIMITS.places)]);
    expect(full.length).toBeLessThan(2000);
    expect(parseStrokes(full)).toHaveLength(1);
    expect(parseStrokes(formatStrokes([line(BRUSH_LIMITS.places), line(1)]))).toBeNull();
  });

  it.each(['AA', 'AAAAAA', '!', 'AAIAAA'])('are refused: %s', (text) =>
    expect(parseStrokes(text)).toBeNull(),
  );

  it('lose places that lie on each other', () => {
    expect(thinned([0, 0, 0.01, 0, 0.02, 0.01, 0.5, 0.5])).toHaveLength(4);
  });
});
