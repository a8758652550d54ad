import { createStore } from 'zustand/vanilla';
import { failureText } from '../../../state/engine/failure';
import type { Environment } from '../../../state/environment';
import type { ViewState } from '../../../state/link/fields/table';
import { view } from '../../../state/link/view';
import { network, ensureLoaded } from '../../../state/network/network';
import { weightsKey, type UsedNetwork } from '../../../state/network/usedNetwork';
import { notify } from '../../../state/notices';
import { task, type TaskStatus, type TaskContext } from '../../../state/task';
import { exact } from './exact';

/** What work with both denoisers is given; digits and network are in the engine. */
export interface ExactContext<Progress> extends TaskContext<Progress> {
  readonly engine: Parameters<Parameters<Environment['runJob']>[1]>[0];
  readonly exactName: string;
  readonly used: UsedNetwork;
}

interface Options<Progress, Result> {
  /** The result before it is computed. */
  readonly empty: Result;
  /** The fields of the view that it depends on, besides the network's weights. */
  readonly fields: readonly (keyof ViewState)[];
  /** Computes the result, and puts it into the store. */
  readonly run: (context: ExactContext<Progress>) => Promise<void>;
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
      return [...fields.map((field) => state[field]), weightsKey(network.getState().used)].join();
    },
    hasResult: () => false,
    run: async (context) => {
      const { digits } = exact.store.getState();
      const { used } = network.getState();
      if (digits.kind !== 'ready') return;
      clear();
      await environment.runJob(context.signal, async (engine) => {
        await Promise.all([ensureLoaded(engine, used), exact.waitForDigits(context.signal)]);
        await run({ ...context, engine, exactName: digits.name, used });
      });
    },
    setStatus: (status) => {
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
