import { createStore } from 'zustand/vanilla';

/** The figures that the page does not show, by their names on the screen: an open exercise asks for them. */
export const hiddenFigures = createStore<{ readonly names: readonly string[] }>(() => ({ names: [] }));
