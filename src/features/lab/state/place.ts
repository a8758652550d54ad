import type { ViewState } from '../../../state/link/fields/table';
import { T } from '../../../state/picture/forwardPath';

/** t at the place that is looked at, T ... 0: everywhere in the Lab the noise is on the left. */
export const tAtPlace = ({ place }: Pick<ViewState, 'place'>): number => T - place;

/** The place in the words of its slider. */
export const placeInWords = (state: ViewState): string => `t = ${tAtPlace(state)}`;
