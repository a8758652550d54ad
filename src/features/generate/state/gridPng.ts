import { view } from '../../../state/link/view';
import { savePictures } from '../../../state/files/png';
import { grids, shownFrame } from './grids';
import { sideSettings } from './sides';

const COLUMNS = 10;

/** Saves A's pictures as they are shown. The file's name says how they were made; the link is in the file. */
export async function saveGrid(): Promise<void> {
  const state = view.getState();
  const { sampler, steps } = sideSettings(state, 'a');
  const frames = Array.from({ length: state.gridCount }, (_, tile) =>
    shownFrame(grids.sheets.a, tile),
  ).filter((frame) => frame !== null);
  const name = `ddpm_seed${state.gridSeed}_n${frames.length}_${sampler}${steps}_t${state.gridT}.png`;
  await savePictures(frames, name, COLUMNS);
}
