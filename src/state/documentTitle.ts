import { createStore } from 'zustand/vanilla';

/** What stands before the view's name in the title of the browser's tab, such as how far a training is; mostly empty. */
export const titlePrefix = createStore<{ text: string }>(() => ({ text: '' }));
