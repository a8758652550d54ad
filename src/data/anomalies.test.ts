import { describe, expect, it } from 'vitest';
import { quarterTurn } from '../diffusion/pictures/corruptions';
import { key } from '../diffusion/random';
import { anomalies, calibrationDigits, judgedDigits } from './anomalies';
import { ANOMALIES } from './anomalyNames';
import { PIXELS, type Pack } from './pack';
import type { PackInfo } from './packs';

/** Each digit says its place in its first two pixels and in one in the middle, and its class is its place modulo 10. */
const pack = (count: number): Pack => ({
  info: { name: 'test', split: 'test', first: 0, count } as PackInfo,
  labels: Uint8Array.from({ length: count }, (_, i) => Math.floor(i / 2) % 10),
  pixels: Uint8Array.from({ length: count * PIXELS }, (_, i) => {
    const place = Math.floor(i / PIXELS);
    const at = i % PIXELS;
    return at === 0 ? place >> 8 : at === 1 || at === PIXELS / 2 + 14 ? place & 255 : 0;
  }),
});
const placeOf = (x: Float32Array): number =>
  256 * Math.round((x[0] + 1) * 127.5) + Math.round((x[1] + 1) * 127.5);

const test = pack(1000);
const sources = { test, fashion: pack(500), key: key(5), count: 40, unseen: 4 };
const places = (pictures: readonly Float32Array[]): number[] => pictures.map(placeOf);

describe('the sets of pictures', () => {
  it('calibrate and judge on disjoint digits, and make anomalies from others', () => {
    const calibrating = places(calibrationDigits(test, key(5), 40).pictures);
    const judged = places(judgedDigits(test, key(5), 40).pictures);
    const turned = places(
      anomalies('quarter', sources).pictures.map((x) => quarterTurn(quarterTurn(quarterTurn(x)))),
    );
    const unseen = places(anomalies('class', sources).pictures);
    expect(calibrating.every((place) => place % 2 === 0)).toBe(true);
    expect([...judged, ...turned, ...unseen].every((place) => place % 2 === 1)).toBe(true);
    expect(new Set([...calibrating, ...judged, ...turned]).size).toBe(120);
    expect(unseen.filter((place) => judged.includes(place))).toEqual([]);
  });

  it.each(ANOMALIES)(
    'are of the wanted size, within -1 and 1, and the same from the same key: %s',
    (name) => {
      const { pictures, classes } = anomalies(name, sources);
      expect(pictures).toHaveLength(40);
      expect(classes).toEqual(pictures.map(() => (name === 'class' ? 4 : -1)));
      for (const x of pictures) {
        expect(x).toHaveLength(PIXELS);
        expect(x.every((value) => value >= -1 && value <= 1)).toBe(true);
      }
      expect(anomalies(name, sources).pictures).toEqual(pictures);
      if (name !== 'class')
        expect(anomalies(name, { ...sources, key: key(6) }).pictures).not.toEqual(pictures);
    },
  );

  it('begin with the same pictures for every count', () => {
    expect(judgedDigits(test, key(5), 20).pictures).toEqual(
      judgedDigits(test, key(5), 40).pictures.slice(0, 20),
    );
    expect(anomalies('scribbles', { ...sources, count: 5 }).pictures).toEqual(
      anomalies('scribbles', sources).pictures.slice(0, 5),
    );
  });

  it('take only Fashion items with odd indices, because the score was chosen by the others', () => {
    const items = places(anomalies('fashion', { ...sources, count: 150 }).pictures);
    expect(new Set(items).size).toBe(150);
    expect(items.every((place) => place % 2 === 1)).toBe(true);
  });

  it('join the lower half of a digit of another class, which is used nowhere else', () => {
    // 250 digits, so that a place fits in the one pixel that a lower half has of it.
    const few = { ...sources, test: pack(250), count: 20 };
    const judged = places(judgedDigits(few.test, few.key, 20).pictures);
    const { pictures } = anomalies('halves', few);
    const uppers = places(pictures);
    const lowers = pictures.map((x) => Math.round((x[PIXELS / 2 + 14] + 1) * 127.5));
    expect(new Set(uppers).size).toBe(20);
    lowers.forEach((lower, i) => {
      expect(few.test.labels[lower]).not.toBe(few.test.labels[uppers[i]]);
      expect([...judged, ...uppers]).not.toContain(lower);
    });
  });

  it('omit digits without a partner of another class', () => {
    const { pictures } = anomalies('halves', { ...sources, test: pack(82), count: 20 });
    expect(pictures.length).toBeLessThan(20);
  });

  it('have fewer pictures of a class if there are no more', () => {
    expect(anomalies('class', { ...sources, count: 100 }).pictures.length).toBeLessThan(50);
  });
});
