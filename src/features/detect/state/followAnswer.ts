import { view } from '../../../state/link/view';
import { source } from '../../../state/picture/source';
import { getAnswer } from './answers';
import { hasAnswer } from './hasAnswer';
import { pictureSets } from './sets';

const follow = (): void =>
  hasAnswer.setState(getAnswer(view.getState(), pictureSets.store.getState()) !== null);

/** Keeps `hasAnswer` true to the stores, also while another view is open. */
export function followAnswer(): void {
  for (const store of [view, source, pictureSets.store]) store.subscribe(follow);
  follow();
}
