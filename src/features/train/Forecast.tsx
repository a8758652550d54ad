import { useEffect } from 'react';
import { useStore } from 'zustand';
import { savedRuns, speed, training } from './state/stores';
import { estimatedRate } from './state/speed';
import { useView } from '../../state/link/useView';
import { measuredRate } from './estimate';
import { roughly } from './format';
import { TEXTS } from './texts';

/** How long the training would take, before it starts: as measured last time, or as a short test lets expect. */
export function Forecast() {
  const runs = useStore(savedRuns.store, (state) => state.runs);
  const tested = useStore(speed.store, (state) => state.speed);
  const { trainNetwork, trainBatch, trainGoal } = useView('trainNetwork', 'trainBatch', 'trainGoal');
  useEffect(() => speed.measure(() => !training.isTraining()), []);
  const config = { network: trainNetwork, batch: trainBatch };
  const { forecast } = TEXTS;
  const measured = measuredRate(runs, config);
  if (measured !== undefined) return forecast.measured(roughly(trainGoal / measured));
  if (tested === null) return forecast.estimating;
  return Number.isFinite(tested)
    ? forecast.estimated(roughly(trainGoal / estimatedRate(tested, config)))
    : forecast.unknown;
}
