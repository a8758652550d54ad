import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { BoundEstimate } from '../../../diffusion/boundEstimate';
import type { Variance } from '../../../diffusion/steps';
import { useView } from '../../../state/link/useView';
import { bound } from '../state/bound';
import { estimateOf } from '../state/boundChart';

/** The bound for both variances, from the terms so far. */
export type Estimates = Readonly<Record<Variance, BoundEstimate | undefined>>;

/** Estimates that follow the measurement. */
export function useEstimates(): Estimates {
  const { boundClip } = useView('boundClip');
  const measured = useStore(bound.store, (state) => state.measured);
  return useMemo(
    () => ({
      posterior: estimateOf(measured?.table, 'posterior', boundClip),
      beta: estimateOf(measured?.table, 'beta', boundClip),
    }),
    [measured, boundClip],
  );
}
