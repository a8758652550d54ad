import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellCentre, FIRST_CELL, moveCell } from './cellCursor';
import { blank } from '../diffusion/pictures/corruptions';
import { addSegment, addStroke, centreByMass, drawStrokes, isBlank, type Point } from './ink';

const coordinate = fc.double({ min: 0, max: 28, maxExcluded: true, noNaN: true });
const point = fc.record({ x: coordinate, y: coordinate });
const radius = fc.double({ min: 0.3, max: 4, noNaN: true });
const inked = (sheet: Float32Array) => sheet.reduce((sum, v) => sum + (v + 1) / 2, 0);

describe('strokes', () => {
  it('cover pixels according to their distance from the line', () => {
    const sheet = drawStrokes([{ points: [{ x: 5, y: 10.5 }, { x: 20, y: 10.5 }], radius: 1.25 }]); // prettier-ignore
    const column = [8, 9, 10, 11, 12, 13].map((row) => sheet[row * 28 + 12]);
    // Coverage 1.75 - distance, distances 2, 1, 0, 1, 2, 3; then 2c - 1.
    expect(column).toEqual([-1, 0.5, 1, 0.5, -1, -1]);
  });

  it('have about the area of the pen', () => {
    const dot = drawStrokes([{ points: [{ x: 14, y: 14 }], radius: 3 }]);
    expect(inked(dot) / (Math.PI * 3 ** 2)).toBeCloseTo(1, 1);
    const line = drawStrokes([{ points: [{ x: 6, y: 6 }, { x: 20, y: 17 }], radius: 1.5 }]); // prettier-ignore
    expect(inked(line) / (Math.hypot(14, 11) * 3 + Math.PI * 1.5 ** 2)).toBeCloseTo(1, 1);
  });

  it('are the same as a whole, by segments, reversed, and drawn twice', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 8 }), radius, (points, r) => {
        const whole = drawStrokes([{ points, radius: r }]);
        const slowly = blank(28);
        addSegment(slowly, points[0], points[0], r);
        points.slice(1).forEach((to, i) => addSegment(slowly, points[i], to, r));
        expect(slowly).toEqual(whole);
        addStroke(slowly, { points, radius: r });
        expect(slowly).toEqual(whole);
        const back = drawStrokes([{ points: points.toReversed(), radius: r }]);
        back.forEach((value, i) => expect(value).toBeCloseTo(whole[i], 5));
        expect(whole.every((value) => value >= -1 && value <= 1)).toBe(true);
      }),
    );
  });

  it('are removed by the eraser, later strokes over earlier ones', () => {
    const points: Point[] = [{ x: 3, y: 3 }, { x: 20, y: 25 }]; // prettier-ignore
    const drawn = { points, radius: 1 };
    expect(isBlank(drawStrokes([drawn, { points, radius: 3, erase: true }]))).toBe(true);
    expect(drawStrokes([{ points, radius: 3, erase: true }, drawn])).toEqual(drawStrokes([drawn]));
  });

  it('may run over the edge of the sheet', () => {
    const sheet = drawStrokes([{ points: [{ x: -40, y: 14 }, { x: 60, y: 14 }], radius: 0.5 }]); // prettier-ignore
    expect(inked(sheet)).toBeCloseTo(28, 5);
    expect(isBlank(drawStrokes([{ points: [{ x: -5, y: -5 }], radius: 1 }]))).toBe(true);
  });
});

describe('centreByMass', () => {
  it('moves to the middle by whole pixels, and loses no ink', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 4 }), (points) => {
        const sheet = drawStrokes([{ points, radius: 1.1 }]);
        const moved = centreByMass(sheet);
        expect(inked(moved)).toBeCloseTo(inked(sheet), 3);
        expect(moved.toSorted()).toEqual(sheet.toSorted());
      }),
    );
    const corner = centreByMass(drawStrokes([{ points: [{ x: 3.5, y: 25.5 }], radius: 2 }]));
    expect(corner).toEqual(drawStrokes([{ points: [{ x: 14.5, y: 14.5 }], radius: 2 }]));
  });

  it('stops ink at the edge, and does not move a blank sheet', () => {
    // A heavy blot at the left, a thin line to the right edge: centring would push the line out.
    const strokes = [
      { points: [{ x: 4, y: 14.5 }], radius: 4 },
      { points: [{ x: 4, y: 14.5 }, { x: 27.5, y: 14.5 }], radius: 0.5 }, // prettier-ignore
    ];
    const sheet = drawStrokes(strokes);
    expect(centreByMass(sheet)).toEqual(sheet);
    expect(centreByMass(blank(28))).toEqual(blank(28));
  });
});

describe('the keyboard cursor', () => {
  it('moves, stops at the edges, and ignores other keys', () => {
    expect(moveCell(FIRST_CELL, 'ArrowLeft')).toEqual({ column: 13, row: 14 });
    expect(moveCell(FIRST_CELL, 'ArrowUp', 4)).toEqual({ column: 14, row: 10 });
    expect(moveCell({ column: 27, row: 2 }, 'ArrowRight')).toEqual({ column: 27, row: 2 });
    expect(moveCell({ column: 3, row: 27 }, 'ArrowDown', 9)).toEqual({ column: 3, row: 27 });
    expect(moveCell(FIRST_CELL, 'Home')).toEqual({ column: 0, row: 14 });
    expect(moveCell(FIRST_CELL, 'End')).toEqual({ column: 27, row: 14 });
    expect(moveCell(FIRST_CELL, 'PageUp')).toEqual({ column: 14, row: 0 });
    expect(moveCell(FIRST_CELL, 'PageDown')).toEqual({ column: 14, row: 27 });
    expect(moveCell(FIRST_CELL, 'a')).toBeUndefined();
  });

  it('draws on the cell that it shows', () => {
    const sheet = drawStrokes([{ points: [cellCentre({ column: 27, row: 0 })], radius: 0.5 }]);
    expect(sheet.indexOf(1)).toBe(27);
    expect(sheet.filter((value) => value > -1).length).toBe(1);
  });
});
