import { describe, expect, it } from 'vitest';
import { fromBytes } from '../diffusion/pictures/pixels';
import { averaged, averagedPicture } from './halfSize';
import { PIXELS, SIDE } from './pack';

describe('averaged', () => {
  it('is the mean of each 2 x 2 pixels, digit by digit', () => {
    const pixels = new Uint8Array(2 * PIXELS);
    // The last 2 x 2 pixels of the first digit, and a square of the second that lies across four.
    for (const at of [26 * SIDE + 26, 26 * SIDE + 27, 27 * SIDE + 26]) pixels[at] = 255;
    for (const at of [29, 30, 57, 58]) pixels[PIXELS + at] = 100;
    const half = averaged(pixels);
    expect(half).toHaveLength(2 * 196);
    expect(half[195]).toBe(191);
    expect([196, 197, 210, 211].map((at) => half[at])).toEqual([25, 25, 25, 25]);
    expect(half.reduce((a, b) => a + b)).toBe(291);
  });

  it('gives for a picture in [-1, 1] exactly the values that training sees', () => {
    const bytes = Uint8Array.from({ length: PIXELS }, (_, i) => (i * 151) % 256);
    expect(averagedPicture(fromBytes(bytes))).toEqual(fromBytes(averaged(bytes)));
  });
});
