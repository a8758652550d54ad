import type { View } from '../features/common/view';
import { detect } from '../features/detect/view';
import { edit } from '../features/edit/view';
import { generate } from '../features/generate/view';
import { glossary } from '../features/glossary/view';
import { lab } from '../features/lab/view';
import { lecture } from '../features/lecture/view';
import { plane } from '../features/plane/view';
import { schedule } from '../features/schedule/view';
import { timeline } from '../features/timeline/view';
import { train } from '../features/train/view';
import type { Page } from '../state/link/fields/table';

/** The one list of views: header, router, keyboard, the dialog of keys and README's table of keys follow from it. */
export const VIEWS: readonly View[] = [
  timeline,
  schedule,
  generate,
  train,
  edit,
  detect,
  lab,
  plane,
  glossary,
  lecture,
];

/** The view of a page. */
export function viewOf(page: Page): View {
  const view = VIEWS.find((each) => each.page === page);
  if (!view) throw new Error(`No view has the page "${page}".`);
  return view;
}
