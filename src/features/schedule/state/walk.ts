import { browser } from '../../../state/environment';
import { createWalk } from '../../../state/walk';

/** Moves the place by itself. */
export const walk = createWalk({ page: 'schedule', field: 'place' }, browser);
