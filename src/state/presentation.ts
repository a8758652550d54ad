import { createStore } from 'zustand/vanilla';

/** What presenter mode shows besides the view: a black screen, the pointer. Not in links. */
export interface Presentation {
  readonly isBlank: boolean;
  readonly hasPointer: boolean;
}

export const AT_START: Presentation = { isBlank: false, hasPointer: false };
export const presentation = createStore<Presentation>(() => AT_START);
