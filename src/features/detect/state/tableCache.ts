import type { ScoreTable } from './table';
import type { UsedNetwork } from '../../../state/network/usedNetwork';
import type { ViewState } from '../../../state/link/fields/table';

/** Scores that were measured, and what with. */
interface Kept {
  readonly table: ScoreTable;
  readonly used: UsedNetwork;
  /** The view that they were measured for. */
  readonly state: ViewState;
}

const MOST_KEPT = 6;
/** The tables of the last settings, by their names, the newest last: Undo finds them again, and networks compare. */
const kept = new Map<string, Kept>();

export const tableBy = (name: string): ScoreTable | undefined => kept.get(name)?.table;

/** Keeps a table by what decides its scores; the oldest gives way. */
export function keep(name: string, one: Kept): void {
  kept.delete(name);
  kept.set(name, one);
  for (const oldest of [...kept.keys()].slice(0, -MOST_KEPT)) kept.delete(oldest);
}

/** What tables of several networks have in common: the same pictures, scored alike. */
const alike = ({ seed, detectCount, detectLeast }: ViewState): string =>
  [seed, detectCount, detectLeast].join();

/** Those that compare with the view's, in the order that they were measured. */
export const keptLike = (state: ViewState): readonly Kept[] =>
  [...kept.values()].filter((one) => alike(one.state) === alike(state));
