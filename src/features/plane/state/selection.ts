import { createStore } from 'zustand/vanilla';

/** Which component of the mixture is selected. */
export const selection = createStore<{ readonly index: number }>(() => ({ index: 0 }));
export const select = (index: number): void => selection.setState({ index });

/** The place under the pointer, or under the cursor of the keys. */
export const lookedAt = createStore<{ readonly place: { readonly x: number; readonly y: number } | null }>(
  () => ({
    place: null,
  }),
);
export const lookAt = (place: { readonly x: number; readonly y: number } | null): void =>
  lookedAt.setState({ place });
