import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillGaussian, key } from '../../diffusion/random';
import type { Picture } from './background';
import { DataError } from '../errors';
import { drawStrokes } from '../ink';
import { normalise } from './normalise';
import { decodePack, digit, PIXELS, SIDE } from '../pack';
import { packs } from '../packs';

const file = new URL('../../../public/data/train-0.bin', import.meta.url); // written by `npm run data`
const pack = await decodePack(readFileSync(file), packs[0]);
const digits = Array.from({ length: 40 }, (_, i) => digit(pack, i));

type Shade = (u: number, v: number) => number;
interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  readonly left: number;
  readonly top: number;
  readonly ink: Shade;
  readonly paper: Shade;
  readonly grain?: number;
}

/** A digit enlarged by bilinear interpolation and pasted on a sheet, in 8 bits as in a file. */
function paste(x: Float32Array, sheet: Sheet): Picture {
  const { width, height, scale, left, top } = sheet;
  const noise = fillGaussian(key(1), new Float32Array(width * height));
  const at = (i: number, j: number): number =>
    i < 0 || j < 0 || i >= SIDE || j >= SIDE ? 0 : (x[j * SIDE + i] + 1) / 2;
  const values = noise.map((grain, k) => {
    const [column, row] = [k % width, Math.floor(k / width)];
    const [u, v] = [(column + 0.5 - left) / scale - 0.5, (row + 0.5 - top) / scale - 0.5];
    const [i, j] = [Math.floor(u), Math.floor(v)];
    const upper = (1 - (u - i)) * at(i, j) + (u - i) * at(i + 1, j);
    const lower = (1 - (u - i)) * at(i, j + 1) + (u - i) * at(i + 1, j + 1);
    const coverage = (1 - (v - j)) * upper + (v - j) * lower;
    const [s, t] = [column / width, row / height];
    const value =
      coverage * sheet.ink(s, t) + (1 - coverage) * sheet.paper(s, t) + (sheet.grain ?? 0) * grain;
    return Math.round(255 * Math.min(1, Math.max(0, value))) / 255;
  });
  return { width, height, values };
}

/** Root mean square difference of two pictures in units of full ink, x moved by (dx, dy). */
function difference(x: Float32Array, y: Float32Array, dx = 0, dy = 0): number {
  let sum = 0;
  y.forEach((value, i) => {
    const [column, row] = [(i % SIDE) + dx, Math.floor(i / SIDE) + dy];
    const inside = column >= 0 && column < SIDE && row >= 0 && row < SIDE;
    sum += ((inside ? x[row * SIDE + column] : -1) - value) ** 2;
  });
  return Math.sqrt(sum / PIXELS) / 2;
}

/** The same, but a centre of mass that is rounded to the next pixel does not count. */
function differenceNearby(x: Float32Array, y: Float32Array): number {
  const moves = [-1, 0, 1];
  return Math.min(...moves.flatMap((dx) => moves.map((dy) => difference(x, y, dx, dy))));
}

const quantile = (values: number[], q: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(q * values.length)];
const mnist: Sheet = { width: SIDE, height: SIDE, scale: 1, left: 0, top: 0, ink: () => 1, paper: () => 0 };

describe('normalise, on real digits', () => {
  // [median, 90th percentile] of the difference; blank against digit is about 0.31.
  it.each<[string, Sheet, [number, number]]>([
    ['as they are', mnist, [0.005, 0.03]],
    ['dark on light', { ...mnist, ink: () => 0, paper: () => 1 }, [0.005, 0.03]],
    ['in a corner of a larger sheet', { ...mnist, width: 60, height: 40, left: 31, top: 1 }, [0.005, 0.03]],
    ['3.7 times larger', { ...mnist, width: 200, height: 150, scale: 3.7, left: 60, top: 20 }, [0.09, 0.13]],
    [
      '10 times larger, dark on grey',
      { ...mnist, width: 400, height: 400, scale: 10, left: 51, top: 77, ink: () => 0.1, paper: () => 0.6 },
      [0.09, 0.13],
    ],
    [
      'photographed in uneven light',
      {
        ...mnist,
        ...{ width: 320, height: 400, scale: 8, left: 40, top: 90, grain: 0.02 },
        ink: (u) => 0.15 + 0.1 * u,
        paper: (u, v) => 0.75 - 0.25 * u - 0.15 * v * v,
      },
      [0.09, 0.14],
    ],
    [
      'photographed in the dark',
      {
        ...mnist,
        ...{ width: 320, height: 400, scale: 8, left: 40, top: 90, grain: 0.04 },
        ink: () => 0.2,
        paper: (u) => 0.5 - 0.15 * u,
      },
      [0.12, 0.16],
    ],
  ])('restores them: %s', (_, sheet, [median, most]) => {
    const some = digits.slice(0, sheet.scale < 5 ? 40 : 15);
    const found = some.map((x) => differenceNearby(x, normalise(paste(x, sheet))));
    expect(quantile(found, 0.5)).toBeLessThan(median);
    expect(quantile(found, 0.9)).toBeLessThan(most);
  });

  it('does not depend on contrast, brightness or polarity', () => {
    const any = {
      digit: fc.nat(39),
      gain: fc.double({ min: 0.2, max: 1, noNaN: true }),
      negative: fc.boolean(),
    };
    fc.assert(
      fc.property(fc.record(any), ({ digit: i, gain, negative }) => {
        const values = digits[i].map((v) => 0.5 + (negative ? -gain : gain) * (v / 2));
        const same = normalise({ width: SIDE, height: SIDE, values });
        expect(difference(normalise(paste(digits[i], mnist)), same)).toBeLessThan(0.005);
      }),
      { numRuns: 60 },
    );
  });
});

describe('normalise, on drawings', () => {
  /** A 7 of the given pen, 28 field pixels enlarged 10 times, dark on white. */
  const seven = (radius: number): Picture => {
    const points = [{ x: 6, y: 5 }, { x: 20, y: 5 }, { x: 11, y: 24 }]; // prettier-ignore
    const strokes = points.slice(1).map((to, i) => ({ from: points[i], to }));
    const values = new Float32Array(280 * 280).map((_, k) => {
      const [x, y] = [((k % 280) + 0.5) / 10, (Math.floor(k / 280) + 0.5) / 10];
      const near = strokes.some(({ from, to }) => {
        const [dx, dy] = [to.x - from.x, to.y - from.y];
        const t = Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy)));
        return Math.hypot(x - from.x - t * dx, y - from.y - t * dy) < radius;
      });
      return near ? 0 : 1;
    });
    return { width: 280, height: 280, values };
  };
  const ink = (x: Float32Array): number => x.reduce((sum, v) => sum + (v + 1) / 2, 0);

  it('gives a hair-thin pen strokes as in MNIST', () => {
    const thin = ink(normalise(seven(0.2)));
    expect(thin).toBeGreaterThan(0.6 * ink(normalise(seven(0.9))));
    expect(Math.max(...normalise(seven(0.2)))).toBeCloseTo(1, 1);
  });

  it('ignores dust', () => {
    const clean = seven(1);
    const values = clean.values.slice();
    for (const i of [0, 281, 20 * 280 + 250, 279 * 280 + 279]) values[i] = 0;
    expect(difference(normalise(clean), normalise({ ...clean, values }))).toBeLessThan(1e-6);
  });

  it('makes the box 20 pixels and centres the mass, whatever is drawn', () => {
    const point = fc.record({
      x: fc.double({ min: 4, max: 24, noNaN: true }),
      y: fc.double({ min: 4, max: 24, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 6 }), (points) => {
        const drawn = drawStrokes([{ points, radius: 1.5 }]);
        const x = normalise({ width: SIDE, height: SIDE, values: drawn.map((v) => (v + 1) / 2) });
        const rows = Array.from({ length: SIDE }, (_, r) =>
          Math.max(...x.subarray(SIDE * r, SIDE * r + SIDE)),
        );
        const columns = Array.from({ length: SIDE }, (_, c) =>
          Math.max(...x.filter((__, i) => i % SIDE === c)),
        );
        const span = (line: number[]) =>
          line.findLastIndex((v) => v > -1) - line.findIndex((v) => v > -1) + 1;
        expect(Math.max(span(rows), span(columns))).toBeGreaterThanOrEqual(20);
        expect(Math.max(span(rows), span(columns))).toBeLessThanOrEqual(21);
        const mean = (index: (i: number) => number) =>
          x.reduce((s, v, i) => s + ((v + 1) / 2) * index(i), 0) / ink(x);
        expect(Math.abs(mean((i) => i % SIDE) - SIDE / 2)).toBeLessThan(0.75);
        expect(Math.abs(mean((i) => Math.floor(i / SIDE)) - SIDE / 2)).toBeLessThan(0.75);
      }),
      { numRuns: 60 },
    );
  });
});

describe('normalise without a digit', () => {
  const blank = (width: number, height: number, value: (i: number) => number) => () =>
    normalise({ width, height, values: new Float32Array(width * height).map((_, i) => value(i)) });
  const noise = fillGaussian(key(7), new Float32Array(10_000));

  it.each([
    ['a white sheet', blank(50, 40, () => 1)],
    ['a flat grey sheet', blank(90, 120, () => 200 / 255)],
    ['a black pixel', blank(1, 1, () => 0)],
    ['a line of pixels', blank(40, 1, () => 0.5)],
    ['a shaded sheet', blank(100, 100, (i) => 0.4 + (0.4 * (i % 100)) / 100)],
    ['noise', blank(100, 100, (i) => 0.5 + 0.1 * noise[i])],
    ['a faint trace', blank(SIDE, SIDE, (i) => (i % SIDE === 14 ? 0.96 : 1))],
  ])('says so: %s', (_, act) => {
    expect(act).toThrow(DataError);
    expect(act).toThrow(
      expect.objectContaining({ code: 'blank', remedy: expect.stringMatching(/\.$/) as string }),
    );
  });
});
