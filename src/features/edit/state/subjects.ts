import { createStore } from 'zustand/vanilla';
import { failureText } from '../../../state/engine/failure';
import { view } from '../../../state/link/view';
import { memo } from '../../../state/memo';
import { network } from '../../../state/network/network';
import { arePictureAndNetworkLoaded, shownX0 } from '../../../state/picture/shownX0';
import { findPicture, source, type Picture } from '../../../state/picture/source';
import { DataError } from '../../../data/errors';
import { getDegradation, makeNoisy, type Noisy } from './noisy';

/** A picture that is edited; its x0 has the network's size, [size, size] flat, in [-1, 1]. */
export type Subject = Pick<Picture, 'source' | 'x0' | 'label'>;

const asSubject = (picture: Picture): Subject => ({ ...picture, x0: shownX0(picture) });

/** The picture of the view at the network's size; null while either is still loading. */
export function getSubject(): Subject | null {
  const { picture } = source.getState();
  return arePictureAndNetworkLoaded(view.getState()) ? asSubject(picture) : null;
}

interface OtherState {
  readonly picture: Picture | null;
  readonly failure: string | null;
}

/** The newest of the other digits that has come, and why that of the view could not be fetched. */
export const otherPicture = createStore<OtherState>(() => ({ picture: null, failure: null }));

/** The other digit of the view at the network's size; null while it is still loading. */
export function getOtherSubject(): Subject | null {
  const { picture } = otherPicture.getState();
  return picture?.source === view.getState().other ? asSubject(picture) : null;
}

/** Fetches the other digit if the open edit needs it, or says why it cannot. */
export async function fetchOther(): Promise<void> {
  const { other, edit } = view.getState();
  if (edit !== 'between' || otherPicture.getState().picture?.source === other) return;
  const settle = (outcome: Partial<OtherState>): void => {
    if (view.getState().other === other) otherPicture.setState(outcome);
  };
  settle({ failure: null });
  try {
    settle({ picture: await findPicture(other) });
  } catch (caught) {
    settle({ failure: caught instanceof DataError ? failureText(caught) : (caught as Error).message });
  }
}

const memoizeNoisy = memo<Noisy>();

/** What is denoised; null while the picture is still loading. */
export function getNoisy(): Noisy | null {
  const subject = getSubject();
  if (!subject) return null;
  const { used } = network.getState();
  const state = view.getState();
  const { seed, noiseT } = state;
  return memoizeNoisy([subject.x0, used, seed, noiseT, JSON.stringify(getDegradation(state))], () =>
    makeNoisy(state, subject.x0, used),
  );
}
