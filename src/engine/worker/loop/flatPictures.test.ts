import { expect, it } from 'vitest';
import { fillGaussian, key } from '../../../diffusion/random';
import { gaussians, pictureAt } from './flatPictures';

it('gives each picture as a view of the whole array', () => {
  const pictures = Float32Array.of(1, 2, 3, 4, 5, 6);
  const second = pictureAt(pictures, 1, 2);
  expect(second).toEqual(Float32Array.of(3, 4));
  second[0] = 9;
  expect(pictures[2]).toBe(9);
});

it('draws each picture from its own key', () => {
  const noise = gaussians([key(1), key(2)], 4);
  expect(noise).toHaveLength(8);
  expect(pictureAt(noise, 1, 4)).toEqual(fillGaussian(key(2), new Float32Array(4)));
});
