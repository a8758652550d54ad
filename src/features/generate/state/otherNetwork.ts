import { createStore } from 'zustand/vanilla';
import { correct } from '../../../state/link/url';
import { view } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import { SHIPPED, type UsedNetwork } from '../../../state/network/usedNetwork';
import { notify } from '../../../state/notices';
import { TEXTS as STATE_TEXTS } from '../../../state/texts';
import { TEXTS } from '../texts';

/** The network of B. */
export function createOtherNetwork() {
  /** `used` is null while the network is being fetched. */
  const store = createStore<{ used: UsedNetwork | null }>(() => ({ used: SHIPPED }));
  let fetching: string | null = null;

  /** Fetches the network of that name, which is the view's. Where it cannot be had, says why and takes the shipped one. */
  async function fetch(name: string): Promise<void> {
    if (store.getState().used?.name === name || fetching === name) return;
    const { used: usedByA } = network.getState();
    if (name === SHIPPED.name || name === usedByA.name) {
      store.setState({ used: name === usedByA.name ? usedByA : SHIPPED });
      return;
    }
    fetching = name;
    store.setState({ used: null });
    const result = await import('../../../state/network/trainedRuns').then(
      ({ findTrained, explained }) => findTrained(name).catch((caught: unknown) => explained(caught)),
      () => STATE_TEXTS.partLost,
    );
    if (fetching === name) fetching = null;
    if (view.getState().bNetwork !== name) return;
    if (result !== null && typeof result !== 'string') {
      store.setState({ used: result });
      return;
    }
    correct({ bNetwork: SHIPPED.name });
    const fact = result ?? TEXTS.otherMissing;
    notify({ kind: 'warning', text: STATE_TEXTS.ownInstead(fact) });
  }

  return { store, fetch };
}
