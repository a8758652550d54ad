import { strata } from '../../../diffusion/bound';
import { barsOf, type BoundEstimate, type BoundTable } from '../../../diffusion/boundEstimate';
import type { Variance } from '../../../diffusion/steps';
import { saveCsv } from '../../../state/files/csv';
import type { ViewState } from '../../../state/link/fields/table';
import { view } from '../../../state/link/view';
import { T } from '../../../state/picture/forwardPath';
import { bound } from './bound';

/** Bars that are drawn at most; more strata stand together in one. */
const MAX_BARS = 45;

/** The bound for both variances, from the terms so far. */
export type Estimates = Readonly<Record<Variance, BoundEstimate | undefined>>;

/** The bound as far as it is measured. */
export function estimateBound(table: BoundTable | undefined, clipped: boolean): Estimates {
  const bars = table ? barsOf(table.edges, MAX_BARS) : [];
  return {
    posterior: table?.estimate('posterior', clipped, bars),
    beta: table?.estimate('beta', clipped, bars),
  };
}

/**
 * Where the place is on the chart, from the noise on: L_T, the bars from T down to 2, L_0.
 * @returns the share of the chart's width, and t; 0 at L_T and 1 at L_0
 */
export function boundPlace({ place, boundStrata }: Pick<ViewState, 'place' | 'boundStrata'>) {
  const edges = strata(T, boundStrata);
  const bars = barsOf(edges, MAX_BARS);
  const columns = bars.length + 1;
  const at = Math.min(columns - 1e-9, (place / 1000) * columns);
  const column = Math.floor(at);
  const share = (column + 0.5) / columns;
  if (column === 0) return { share, t: 0 };
  if (column === columns - 1) return { share, t: 1 };
  const i = bars.length - 1 - column;
  const [first, last] = [edges[bars[i]], edges[bars[i + 1]] - 1];
  return { share, t: last - Math.floor((at - column) * (last - first + 1)) };
}

/** Saves what is measured as a table: one row a bar, and L_T, L_0 and the bound. */
export function exportBound(): void {
  const { seed, boundDigits, boundNoises, boundVariance, boundClip } = view.getState();
  const estimate = estimateBound(bound.store.getState().measured?.table, boundClip)[boundVariance];
  if (!estimate) return;
  const { prior, bars, decoder, total } = estimate;
  const rows = [
    ['term', 't_first', 't_last', 'bits_per_dim', 'standard_error', 'terms', 'running_sum'],
    ['L_T', T, T, prior.mean, prior.error, '', prior.mean],
    ...bars.map((bar) => ['L_{t-1}', bar.first, bar.last, bar.mean, bar.error, bar.terms, bar.sum]),
    ['L_0', 1, 1, decoder.mean, decoder.error, '', total.mean],
    ['bound', '', '', total.mean, total.error, '', ''],
  ];
  const clip = boundClip ? '_clipped' : '';
  saveCsv(
    rows,
    `ddpm_bound_seed${seed}_${boundDigits}digits_${boundNoises}noises_${boundVariance}${clip}.csv`,
  );
}
