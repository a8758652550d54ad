import { expect, it, vi } from 'vitest';
import { patchView } from '../../../state/link/view';
import { source } from '../../../state/picture/source';
import { createStatusChanges } from './changes';
import { openEdit } from './edit.test-helper';
import { sheets } from './sheets';

it('are those of settings, pictures and sheets, and not the places of sliders', () => {
  openEdit({ edit: 'inpaint' });
  const { subscribe, version } = createStatusChanges();
  const listener = vi.fn();
  const stop = subscribe(listener);
  patchView({ editT: 300, editTile: 2, strength: 900, present: true });
  expect([version(), listener.mock.calls.length]).toEqual([0, 0]);
  patchView({ completions: 2 });
  source.setState({});
  sheets.denoise.store.setState({ filled: 1 });
  expect([version(), listener.mock.calls.length]).toEqual([3, 3]);
  stop();
  patchView({ completions: 3 });
  expect(listener).toHaveBeenCalledTimes(3);
});
