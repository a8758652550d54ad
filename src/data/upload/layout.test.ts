import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dropSpecks } from './components';
import { place, measure } from './layout';
import { strokeWidth, widen } from './strokes';

/** A sheet from a drawing, # for ink and + for half of it. */
const sheet = (...rows: string[]) => ({
  width: rows[0].length,
  ink: Float32Array.from(rows.join(''), (c) => (c === '#' ? 1 : c === '+' ? 0.5 : 0)),
});

describe('measure and place', () => {
  it('finds box and centre of mass', () => {
    const found = measure(sheet('.....', '.##..', '..#..', '.....'), 0);
    expect(found).toMatchObject({ left: 1, top: 1, right: 3, bottom: 3, longest: 2 });
    expect(found.centreX).toBeCloseTo((1.5 + 2.5 + 2.5) / 3, 12);
    expect(found.centreY).toBeCloseTo((1.5 + 1.5 + 2.5) / 3, 12);
  });

  it('averages over areas', () => {
    const source = sheet('##..', '##..', '..##', '..#+');
    const half = place(source, measure(source, 0), 0.5, 3, 1, 1);
    expect([...half.ink]).toEqual([0, 0, 0, 0, 1, 0, 0, 0, 0.875]);
  });

  it('keeps the amount of ink, times the scale squared, at any scale and position that fit', () => {
    const scales = fc.double({ min: 0.1, max: 3, noNaN: true });
    const places = fc.double({ min: 0, max: 5, noNaN: true });
    fc.assert(
      fc.property(scales, places, places, (scale, x, y) => {
        const source = sheet('#+.', '.##', '+.#', '..#');
        const total = (ink: Float32Array) => ink.reduce((sum, v) => sum + v, 0);
        const laid = place(source, measure(source, 0), scale, 20, x, y);
        expect(total(laid.ink)).toBeCloseTo(total(source.ink) * scale ** 2, 4);
      }),
    );
  });
});

describe('dropSpecks', () => {
  it('keeps the heaviest piece and similar ones; corners connect', () => {
    const { ink, width } = sheet('##...#', '##....', '..#...', '......', '#....#', '.....#');
    dropSpecks(ink, width, 0.3, 0.1);
    expect(ink).toEqual(sheet('##....', '##....', '..#...', '......', '.....#', '.....#').ink);
  });

  it('does not connect the end of a row with the next row', () => {
    const { ink, width } = sheet('..#', '#..', '#..', '#..');
    dropSpecks(ink, width, 0.5, 0.1);
    expect(ink).toEqual(sheet('...', '#..', '#..', '#..').ink);
  });

  it('drops a large smear that is fainter than the halo', () => {
    const ink = Float32Array.from({ length: 100 }, (_, i) => (i < 70 ? 0.09 : i === 99 ? 1 : 0));
    dropSpecks(ink, 10, 0.02, 0.1);
    expect(ink.findIndex((v) => v > 0)).toBe(99);
  });
});

describe('strokes', () => {
  it.each([
    [10, 0, 200],
    [10, 150, 150],
    [6, 100, 200],
    [4, 50, 150],
  ])('measures a line %d wide in direction (%d, %d)', (wide, dx, dy) => {
    const ink = new Float32Array(300 * 300).map((_, i) => {
      const [x, y] = [(i % 300) + 0.5 - 50, Math.floor(i / 300) + 0.5 - 50];
      const t = Math.min(1, Math.max(0, (x * dx + y * dy) / (dx * dx + dy * dy)));
      return Math.min(1, Math.max(0, wide / 2 + 0.5 - Math.hypot(x - t * dx, y - t * dy)));
    });
    const measured = strokeWidth({ ink, width: 300 });
    expect(measured / wide).toBeGreaterThan(0.85);
    expect(measured / wide).toBeLessThan(1.05);
  });

  it('widens on every side, up to the edges', () => {
    expect(widen(sheet('.....', '.....', '..+..', '....#'), 1)).toEqual(
      sheet('.....', '.+++.', '.++##', '.++##'),
    );
    expect(strokeWidth(sheet('...'))).toBe(0);
  });
});
