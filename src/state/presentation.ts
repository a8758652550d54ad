import { createStore } from 'zustand/vanilla';

/** What presenter mode shows besides the view: which of its scenes, a black screen, the pointer. Not in links. */
export interface Presentation {
  /** Number of the scene, from 0; each view begins with its first. */
  readonly scene: number;
  readonly isBlank: boolean;
  readonly hasPointer: boolean;
}

export const AT_START: Presentation = { scene: 0, isBlank: false, hasPointer: false };
export const presentation = createStore<Presentation>(() => AT_START);
