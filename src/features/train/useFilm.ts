import { useStore } from 'zustand';
import { filmPosition, training } from './state/stores';
import { useView } from '../../state/link/useView';
import type { Draw } from '../../ui/PixelCanvas';

/** Draws the picture that is shown. */
export const feedFrame = (draw: Draw) =>
  filmPosition.onChange(() => {
    const { sample, frame } = filmPosition.store.getState();
    draw(filmPosition.picture(sample, frame));
  });

/** The picture of the film that is shown, its milestone if there is one, and the settings that decide what the samples are. */
export function useFilm() {
  const { sample, update, frame } = useStore(filmPosition.store);
  const run = useStore(training.store, (state) => state.run);
  const milestones = useStore(training.store, (state) => state.run?.milestones);
  const { trainNetwork, trainLabel } = useView('trainNetwork', 'trainLabel');
  const { index } = filmPosition.chosenMilestone();
  const milestone = milestones?.[index];
  return {
    /** Of the run, or of the one that would be started. */
    id: run?.id ?? trainNetwork,
    config: run?.config ?? { network: trainNetwork, label: trainLabel },
    sample,
    frame,
    isNewest: update === 'newest',
    index,
    milestone,
    origin: (milestone?.update ?? 0) <= (run?.storedUpTo ?? -1) ? ('stored' as const) : ('live' as const),
    milestoneCount: milestones?.length ?? 0,
  };
}
