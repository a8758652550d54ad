import type { ViewState } from '../../../state/link/fields/table';
import { T } from '../../../state/picture/forwardPath';
import { tInWords } from '../../common/texts';

/** t at the view's place, T ... 0: everywhere in the Lab, noise is on the left. */
export const tAtPlace = ({ place }: Pick<ViewState, 'place'>): number => T - place;

/** The words of the place's slider. */
export const placeInWords = (state: ViewState): string => tInWords(tAtPlace(state), state.level);
