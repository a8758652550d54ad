import { useStore } from 'zustand';
import { filmPosition, training } from './state/stores';
import { NEWEST } from '../../state/link/fields/train';
import { useView } from '../../state/link/useView';
import { view } from '../../state/link/view';
import type { Draw } from '../../ui/PixelCanvas';

/** Draws the picture that is shown. */
export const feedFrame = (draw: Draw) =>
  filmPosition.onChange(() => {
    const { filmSample, filmFrame } = view.getState();
    draw(filmPosition.picture(filmSample, filmFrame));
  });

/** The picture of the film that is shown, its milestone if there is one, and the settings that decide what the samples are. */
export function useFilm() {
  const { filmSample, filmUpdate, filmFrame } = useView('filmSample', 'filmUpdate', 'filmFrame');
  const run = useStore(training.store, (state) => state.run);
  const milestones = useStore(training.store, (state) => state.run?.milestones);
  const { trainNetwork, trainLabel } = useView('trainNetwork', 'trainLabel');
  const { index } = filmPosition.chosenMilestone();
  const milestone = milestones?.[index];
  return {
    /** Of the run, or of the one that would be started. */
    id: run?.id ?? trainNetwork,
    config: run?.config ?? { network: trainNetwork, label: trainLabel },
    sample: filmSample,
    frame: filmFrame,
    isNewest: filmUpdate === NEWEST,
    index,
    milestone,
    origin: (milestone?.update ?? 0) <= (run?.storedUpTo ?? -1) ? ('stored' as const) : ('live' as const),
    milestoneCount: milestones?.length ?? 0,
  };
}
