import { inFrame } from '../../../state/inFrame';
import { view } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import { source } from '../../../state/picture/source';
import { editKey } from './parts';
import { allSheets } from './sheets';
import { otherPicture } from './subjects';

const stores = [view, source, network, otherPicture, ...allSheets.map(({ store }) => store)] as const;

/** Calls the listener in the next animation frame, now and whenever pictures or what is looked at change. @returns a function that stops it */
export const onEdit = (listener: () => void): (() => void) => inFrame(listener, stores);

/** Calls the listener at once with every change. @returns a function that stops it */
export function onChange(listener: () => void): () => void {
  const stops = stores.map((store) => store.subscribe(listener));
  return () => stops.forEach((stop) => stop());
}

/** Changes of everything but the sliders' places, for texts and numbers that React renders. */
export function createStatusChanges() {
  let version = 0;

  /** Calls the listener at once with every change. @returns a function that stops it */
  function subscribe(listener: () => void): () => void {
    let key = editKey();
    const stops = stores.map((store) =>
      store.subscribe(() => {
        if (store === view && key === (key = editKey())) return;
        version++;
        listener();
      }),
    );
    return () => stops.forEach((stop) => stop());
  }

  return { subscribe, version: (): number => version };
}

export const statusChanges = createStatusChanges();
