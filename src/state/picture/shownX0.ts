import { averagedPicture } from '../../data/halfSize';
import type { ViewState } from '../link/fields/table';
import { isNetworkInUse, network } from '../network/network';
import { source, type Picture } from './source';

/** Whether picture and network are those of the view: both may still be loading. */
export const arePictureAndNetworkLoaded = (state: Pick<ViewState, 'source' | 'network'>): boolean =>
  source.getState().picture.source === state.source && isNetworkInUse(state.network);

const halves = new WeakMap<Picture, Float32Array>();

/** x_0 of a picture, that on the stage unless given: its 28 x 28 pixels, or their 14 x 14 means for a network of that size. */
export function shownX0(picture: Picture = source.getState().picture): Float32Array {
  if (network.getState().used.size ** 2 === picture.x0.length) return picture.x0;
  const half = halves.get(picture) ?? averagedPicture(picture.x0);
  halves.set(picture, half);
  return half;
}
