import { createStore } from 'zustand/vanilla';

/** Whether the shown run has losses, and with them a film. Apart from the stores, which come with the view. */
export const hasLosses = createStore<boolean>(() => false);
