import type { Level } from '../../../state/link/fieldKinds';
import type { ViewState } from '../../../state/link/fields/table';

/** The numbers of the parts that presenter mode shows one at a time. */
export const SCENES = { pictures: 0, step: 1, strip: 2, copying: 3, comparison: 4 } as const;

/** From which level on each part is shown. A strip that a link asks for is shown at every level. */
export function sceneLevels({ strip }: Pick<ViewState, 'strip'>): readonly Level[] {
  return ['picture', 'course', strip ? 'picture' : 'course', 'picture', 'course'];
}
