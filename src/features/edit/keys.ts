import { endGesture } from '../../state/link/url';
import type { ViewKeys } from '../common/view';

/** What edits pictures; its view has fetched it. */
const editing = () => import('./state/editing').then((module) => module.editing);

const moveBy = (by: number): void =>
  void import('./state/results').then((results) => {
    results.moveBy(by);
    endGesture();
  });

/** The arrows go through t, from the noise on, or through the strengths. */
export const editKeys: ViewKeys = {
  rows: [
    {
      key: ' ',
      label: 'Space, arrows',
      does: 'in Edit: run and stop; through t, or the strengths',
      run: () => void editing().then(({ toggle }) => toggle()),
    },
    { key: 'Home', label: 'Home', run: () => moveBy(-1000) },
    { key: 'End', label: 'End', run: () => moveBy(1000) },
  ],
  elementKeys: [{ label: 'Arrows, Space', does: 'on a drawing field: move, put the brush down and lift it' }],
  move: moveBy,
  stop: () => editing().then(({ stop }) => stop()),
};
