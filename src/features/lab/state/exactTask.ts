import { createStore } from 'zustand/vanilla';
import { failureText } from '../../../state/engine/failure';
import type { Environment } from '../../../state/environment';
import type { ViewState } from '../../../state/link/fields/table';
import { view } from '../../../state/link/view';
import { network, provide } from '../../../state/network/network';
import { weightsOf, type UsedNetwork } from '../../../state/network/usedNetwork';
import { notify } from '../../../state/notices';
import { task, type TaskStatus, type Work } from '../../../state/task';
import { exact } from './exact';

/** Work whose digits and network are in the engine. */
export interface ExactWork<Progress> extends Work<Progress> {
  readonly engine: Parameters<Parameters<Environment['runJob']>[1]>[0];
  /** The exact denoiser's name. */
  readonly exactName: string;
  readonly used: UsedNetwork;
}

interface Options<Progress, Result> {
  /** The result before it is computed. */
  readonly empty: Result;
  /** The fields of the view that it depends on, besides the network's weights. */
  readonly fields: readonly (keyof ViewState)[];
  /** Computes the result, and puts it into the store. */
  readonly run: (work: ExactWork<Progress>) => Promise<void>;
  readonly environment: Environment;
}

/**
 * Work with the exact denoiser and the network. It starts only when asked, from the beginning each time, and not while the digits
 * or the network are still loading. A failure is shown as a notice.
 */
export function exactTask<Progress, Result>({ empty, fields, run, environment }: Options<Progress, Result>) {
  type State = Result & { readonly status: TaskStatus<Progress> };
  const store = createStore<State>(() => ({ ...empty, status: { kind: 'idle' } }));
  const clear = (): void => store.setState((state) => ({ ...state, ...empty }));
  const { start, ...controls } = task<Progress>({
    key: () => {
      const state = view.getState();
      return [...fields.map((field) => state[field]), weightsOf(network.getState().used)].join();
    },
    isHere: () => false,
    run: async (work) => {
      const { digits } = exact.store.getState();
      const { used } = network.getState();
      if (digits.kind !== 'ready') return;
      clear();
      await environment.runJob(work.signal, async (engine) => {
        await Promise.all([provide(engine, used), exact.digitsReady(work.signal)]);
        await run({ ...work, engine, exactName: digits.name, used });
      });
    },
    tell: (status) => {
      store.setState((state) => ({ ...state, status }));
      if (status.kind === 'failed') notify({ kind: 'error', text: failureText(status.error) });
    },
    status: () => store.getState().status,
    clear,
    stores: [view, network],
    environment,
  });
  return {
    ...controls,
    store,
    start: (): void => {
      if (exact.isReady()) start();
    },
  };
}
