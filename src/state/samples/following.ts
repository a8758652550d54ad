import { createStore } from 'zustand/vanilla';

/** Whether the Timeline's slider follows the newest frame of its run, until somebody takes it. */
export const following = createStore<{ on: boolean }>(() => ({ on: false }));

/** Lets the run under way, or the next one, move the slider. */
export const startFollowing = (): void => following.setState({ on: true });

/** Takes the slider from the run. */
export const stopFollowing = (): void => following.setState({ on: false });
