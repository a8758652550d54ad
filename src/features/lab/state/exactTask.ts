import { failureText } from '../../../state/engine/failure';
import type { Environment } from '../../../state/environment';
import type { ViewState } from '../../../state/link/fields/table';
import { view } from '../../../state/link/view';
import { network, ensureLoaded } from '../../../state/network/network';
import { weightsKey, type UsedNetwork } from '../../../state/network/usedNetwork';
import { notify } from '../../../state/notices';
import { task, type Task, type TaskStatus, type TaskContext } from '../../../state/task';
import { exact } from './exact';

/** Work whose digits and network are in the engine. */
export interface ExactWork<Progress> extends TaskContext<Progress> {
  readonly engine: Parameters<Parameters<Environment['runJob']>[1]>[0];
  /** The exact denoiser's name. */
  readonly exactName: string;
  readonly used: UsedNetwork;
}

interface Options<Progress> {
  readonly store: {
    getState: () => { readonly status: TaskStatus<Progress> };
    setState: (change: { readonly status: TaskStatus<Progress> }) => void;
  };
  /** Drops the result. */
  readonly clear: () => void;
  /** The fields of the view that it depends on, besides the network's weights. */
  readonly fields: readonly (keyof ViewState)[];
  readonly run: (work: ExactWork<Progress>) => Promise<void>;
  readonly environment: Environment;
}

/**
 * Work with the exact denoiser and the network. It starts only when asked, from the beginning each time, and not while the digits
 * or the network are still loading. A failure is shown as a notice.
 */
export function exactTask<Progress>({ store, clear, fields, run, environment }: Options<Progress>): Task {
  const work = task<Progress>({
    key: () => {
      const state = view.getState();
      return [...fields.map((field) => state[field]), weightsKey(network.getState().used)].join();
    },
    hasResult: () => false,
    run: async (started) => {
      const { digits } = exact.store.getState();
      const { used } = network.getState();
      if (digits.kind !== 'ready') return;
      clear();
      await environment.runJob(started.signal, async (engine) => {
        await Promise.all([ensureLoaded(engine, used), exact.digitsReady(started.signal)]);
        await run({ ...started, engine, exactName: digits.name, used });
      });
    },
    setStatus: (status) => {
      store.setState({ status });
      if (status.kind === 'failed') notify({ kind: 'error', text: failureText(status.error) });
    },
    status: () => store.getState().status,
    clear,
    stores: [view, network],
    environment,
  });
  const start = (): void => {
    if (exact.isReady()) work.start();
  };
  return { ...work, start };
}
