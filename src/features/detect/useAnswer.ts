import { useStore } from 'zustand';
import { useView } from '../../state/link/useView';
import { view } from '../../state/link/view';
import { source } from '../../state/picture/source';
import { getAnswer } from './state/answers';
import { pictureSets } from './state/sets';
import { TEXTS } from './texts';

/** How digits and the others compare, as far as they are measured, and what the others are. */
export function useAnswer() {
  const sets = useStore(pictureSets.store);
  useStore(source, (state) => state.picture);
  const { detectAgainst, detectUnseen } = useView('detectAgainst', 'detectUnseen');
  const answer = useStore(view, (state) => getAnswer(state, sets));
  return { sets, answer, others: TEXTS.others(detectAgainst, detectUnseen) };
}
