import type { SampleEvent } from '../../../engine/protocol/jobs';
import { initialView } from '../../../state/link/codec';
import type { ViewState } from '../../../state/link/fields/table';
import { view } from '../../../state/link/view';
import { SampleRun } from '../../../state/samples/sampleRun';
import type { Sheet } from '../../../state/samples/sheet';
import { partsNow } from './parts';

let seed = 1000;

/** Opens an edit; all else is as a bare link has it, but for a seed that no test has used, so that no pictures are in memory. */
export const openEdit = (change: Partial<ViewState>): void =>
  view.setState({ ...initialView(), page: 'edit', seed: (seed += 10), ...change });

/** The first states of a run: every pixel of sample i at the state s is 0.1 s + 0.01 i, and the guess at it minus that. */
export function statesOf(run: SampleRun, states = run.steps + 1): Extract<SampleEvent, { kind: 'frames' }> {
  const times = Int32Array.from({ length: states }, (_, s) => Math.round(1000 * (1 - s / run.steps)));
  const xt = Float32Array.from({ length: states * run.count * run.size }, (_, at) => {
    const sample = Math.floor(at / run.size);
    return 0.1 * Math.floor(sample / run.count) + 0.01 * (sample % run.count);
  });
  return { kind: 'frames', index: 0, times, xt, x0Hat: xt.map((value) => -value) };
}

/** Puts the samples of a sheet's plan into it as if they had been computed: all of them, or the first states. */
export function fillSheet(sheet: Sheet, states?: number): SampleRun {
  const plan = partsNow()?.find((part) => part.sheet === sheet)?.plan;
  if (!plan) throw new Error('The open edit has no plan for this sheet.');
  const run = new SampleRun(plan.name, plan.request.steps, plan.request.labels.length, plan.used.size ** 2);
  run.append(statesOf(run, states));
  run.complete = run.isFull;
  sheet.store.setState({ plan, run, filled: run.filled, status: { kind: 'done', seconds: 1 } });
  return run;
}
