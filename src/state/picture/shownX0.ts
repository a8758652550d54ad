import { averagedPicture } from '../../data/averaged';
import { network } from '../network/network';
import { source, type Picture } from './source';

const halves = new WeakMap<Picture, Float32Array>();

/** x_0 of a picture, that on the stage unless given: its 28 x 28 pixels, or their 14 x 14 means for a network of that size. */
export function shownX0(picture: Picture = source.getState().picture): Float32Array {
  if (network.getState().used.size ** 2 === picture.x0.length) return picture.x0;
  const half = halves.get(picture) ?? averagedPicture(picture.x0);
  halves.set(picture, half);
  return half;
}
