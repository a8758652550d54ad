import { createStore } from 'zustand/vanilla';
import type { Plan } from './sheet';

type SamplesAt = (link: string) => Promise<readonly Plan[]>;

/** Views know which samples they show; the page, which knows the views, says it here. */
const known = createStore<{ readonly at: SamplesAt }>(() => ({ at: () => Promise.resolve([]) }));

/** The samples that the page shows at a link, as far as what they start from is here. */
export const samplesAt: SamplesAt = (link) => known.getState().at(link);

/** Says how samples follow from links. @returns how to take it back */
export const connectSamples = (at: SamplesAt) => (): (() => void) => {
  known.setState({ at });
  return () => known.setState(known.getInitialState());
};
