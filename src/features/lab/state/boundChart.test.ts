import { expect, it, vi } from 'vitest';
import { strata } from '../../../diffusion/bound';
import { BoundTable } from '../../../diffusion/boundEstimate';
import * as files from '../../../state/files/download';
import { SHIPPED } from '../../../state/network/usedNetwork';
import { scheduleOf } from '../../../state/picture/forwardPath';
import { bound } from './bound';
import { boundPlace, estimateBound, exportBound } from './boundChart';

/** A bound of 20 strata, whole for one group of digits. */
function measuredTable(): BoundTable {
  const edges = strata(1000, 20);
  const table = new BoundTable(scheduleOf('linear'), edges, [0.9]);
  const times = [1, ...edges.slice(0, -1)];
  table.add(times.map((t) => ({ group: 0, t, raw: 0.1, clipped: 0.05 })));
  return table;
}

it('goes from L_T through the t of each bar down to L_0', () => {
  const at = (place: number) => boundPlace({ place, boundStrata: 20 });
  expect(at(0)).toEqual({ share: 0.5 / 22, t: 0 });
  expect(at(1000)).toEqual({ share: 21.5 / 22, t: 1 });
  const inside = Array.from({ length: 901 }, (_, i) => at(50 + i).t);
  expect(inside[0]).toBeGreaterThan(950);
  expect(inside.at(-1)).toBe(2);
  expect(inside).toEqual(inside.toSorted((a, b) => b - a));
});

it('needs no second measurement for the other variance, or for x0Hat clipped', () => {
  const table = measuredTable();
  const [raw, clipped, beta] = [
    estimateBound(table, false).posterior,
    estimateBound(table, true).posterior,
    estimateBound(table, false).beta,
  ].map((estimate) => estimate?.total.mean ?? NaN);
  expect(clipped).toBeLessThan(raw);
  expect(beta).toBeGreaterThan(raw / 2);
  expect(beta).not.toBe(raw);
  expect(estimateBound(undefined, false).beta).toBeUndefined();
});

it('saves one row a bar, and L_T, L_0 and the bound', () => {
  const download = vi.spyOn(files, 'download').mockReturnValue();
  exportBound();
  expect(download).not.toHaveBeenCalled();
  const table = measuredTable();
  bound.store.setState({ measured: { cacheKey: '', table, used: SHIPPED, seconds: 1 } });
  exportBound();
  const [text, name, type] = download.mock.calls[0];
  expect([name, type]).toEqual(['ddpm_bound_seed42_40digits_1noises_posterior.csv', 'text/csv']);
  const lines = (text as string).split('\n');
  const { prior, bars, decoder, total } = table.estimate('posterior', false, [...Array(21).keys()]);
  expect(lines).toHaveLength(1 + 1 + 20 + 1 + 1 + 1);
  expect(lines[0]).toBe('term,t_first,t_last,bits_per_dim,standard_error,terms,running_sum');
  expect(lines[1]).toBe(`L_T,1000,1000,${prior.mean},NaN,,${prior.mean}`);
  const [{ first, last, mean, sum }] = bars;
  expect(lines[2]).toBe(`L_{t-1},${first},${last},${mean},NaN,1,${sum}`);
  expect(lines.slice(22)).toEqual([
    `L_0,1,1,${decoder.mean},NaN,,${total.mean}`,
    `bound,,,${total.mean},NaN,,`,
    '',
  ]);
});
