import { createStore } from 'zustand/vanilla';

/** Whether the picture has been compared with digits. Apart from the stores, which come with the view. */
export const hasAnswer = createStore<boolean>(() => false);
