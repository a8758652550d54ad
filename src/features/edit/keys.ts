import { STRENGTHS } from '../../state/link/fields/edit';
import { endGesture } from '../../state/link/url';
import { withPart } from '../../state/withPart';
import { view } from '../../state/link/view';
import type { ViewKeys } from '../common/view';
import { TEXTS } from './texts';

/** What edits pictures; its view has fetched it. */
const editing = () => import('./state/editing').then((module) => module.editing);

const moveBy = (by: number): void =>
  void withPart(
    () => import('./state/results'),
    (results) => {
      results.moveBy(by);
      endGesture();
    },
  );

/** The arrows go through t, from the noise on, or through the strengths. */
export const editKeys: ViewKeys = {
  rows: [
    {
      key: ' ',
      label: 'Space, arrows',
      does: TEXTS.keys,
      run: () => void withPart(editing, ({ toggle }) => toggle()),
    },
    { key: 'Home', label: 'Home', run: () => moveBy(-1000) },
    { key: 'End', label: 'End', run: () => moveBy(1000) },
  ],
  elementKeys: [{ label: 'Arrows, Space', does: TEXTS.fieldKeys }],
  move: moveBy,
  told: () => {
    const { edit, editT, strength } = view.getState();
    return edit === 'restyle' ? STRENGTHS.indexOf(strength) / (STRENGTHS.length - 1) : 1 - editT / 1000;
  },
  stop: async () => (await withPart(editing, ({ stop }) => stop())) ?? false,
};
