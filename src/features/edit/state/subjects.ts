import { createStore } from 'zustand/vanilla';
import { failureText } from '../../../state/engine/failure';
import { view } from '../../../state/link/view';
import { memo } from '../../../state/memo';
import { network } from '../../../state/network/network';
import { arePictureAndNetworkLoaded, shownX0 } from '../../../state/picture/shownX0';
import { findPicture, source, type Picture } from '../../../state/picture/source';
import { DataError } from '../../../data/errors';
import { noisyOf, type Noisy } from './noisy';

/** A picture that is edited; its x0 has the network's size, [size, size] flat, in [-1, 1]. */
export type Subject = Pick<Picture, 'source' | 'x0' | 'label'>;

const subjectOf = (picture: Picture): Subject => ({ ...picture, x0: shownX0(picture) });

/** The picture of the view at the network's size; null while either is still loading. */
export function subjectNow(): Subject | null {
  const state = view.getState();
  const { picture } = source.getState();
  return arePictureAndNetworkLoaded(state) ? subjectOf(picture) : null;
}

/** The newest of the other digits that has come, and why that of the view could not be fetched. */
export const otherPicture = createStore<{ picture: Picture | null; failure: string | null }>(() => ({
  picture: null,
  failure: null,
}));

/** The other digit of the view at the network's size; null while it is still loading. */
export function otherSubjectNow(): Subject | null {
  const { picture } = otherPicture.getState();
  return picture?.source === view.getState().other ? subjectOf(picture) : null;
}

/** Fetches the other digit if the open edit needs it, or says why it cannot. */
export async function fetchOther(): Promise<void> {
  const { other, edit } = view.getState();
  if (edit !== 'between' || otherPicture.getState().picture?.source === other) return;
  const isStillWanted = (): boolean => view.getState().other === other;
  otherPicture.setState({ failure: null });
  try {
    const picture = await findPicture(other);
    if (isStillWanted()) otherPicture.setState({ picture });
  } catch (caught) {
    const failure = caught instanceof DataError ? failureText(caught) : (caught as Error).message;
    if (isStillWanted()) otherPicture.setState({ failure });
  }
}

const keepNoisy = memo<Noisy>();

/** What is denoised; null while the picture is still loading. */
export function noisyNow(): Noisy | null {
  const subject = subjectNow();
  if (!subject) return null;
  const { used } = network.getState();
  const state = view.getState();
  const { seed, damage, damageSigma, damageShare, damageBlur, damageContrast, noiseT } = state;
  return keepNoisy(
    [subject.x0, used, seed, damage, damageSigma, damageShare, damageBlur, damageContrast, noiseT],
    () => noisyOf(state, subject.x0, used),
  );
}
