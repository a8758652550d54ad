import { useMemo } from 'react';
import { useStore } from 'zustand';
import { filmPosition, training } from './state/stores';
import { useView } from '../../state/link/useView';

/** The settings that decide what the samples are: the run's, or those of the one that would be started. */
export function useFilmConfig() {
  const run = useStore(training.store, (state) => state.run);
  const { trainNetwork, trainLabel } = useView('trainNetwork', 'trainLabel');
  return {
    id: run?.id ?? trainNetwork,
    config: run?.config ?? { network: trainNetwork, label: trainLabel },
  };
}

/** Which picture of the film is shown, and the milestone that it is of; undefined if there is none yet. */
export function useFilmPosition() {
  const { sample, update, frame } = useStore(filmPosition.store);
  const milestones = useStore(training.store, (state) => state.run?.milestones);
  return useMemo(() => {
    const { index } = filmPosition.chosen();
    const milestone = milestones?.[index];
    const storedUpTo = training.store.getState().run?.storedUpTo ?? -1;
    return {
      sample,
      frame,
      isNewest: update === 'newest',
      index,
      milestone,
      origin: (milestone?.update ?? 0) <= storedUpTo ? ('stored' as const) : ('live' as const),
      milestoneCount: milestones?.length ?? 0,
    };
  }, [sample, update, frame, milestones]);
}
