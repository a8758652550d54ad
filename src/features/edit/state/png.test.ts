import { beforeEach, expect, it, vi } from 'vitest';
import { savePictures } from '../../../state/files/png';
import type { ViewState } from '../../../state/link/fields/table';
import { view } from '../../../state/link/view';
import { fillSheet, openEdit } from './edit.test-helper';
import { saveEdit } from './png';
import { result } from './results';
import { allSheets, EDIT_SHEETS, sheets } from './sheets';
import { otherPicture } from './subjects';

vi.mock('../../../state/files/png', () => ({ savePictures: vi.fn() }));

const other = { source: 'test.1', x0: new Float32Array(784), origin: '', label: 1 };

beforeEach(() => {
  vi.mocked(savePictures).mockReset();
  otherPicture.setState({ picture: other });
  for (const { store } of allSheets) store.setState({ plan: null, run: null, filled: 0 });
});

it.each<[Partial<ViewState>, name: string, pictures: number, columns: number]>([
  [{ edit: 'denoise', draws: 2 }, 'ddpm_denoise_gaussian_t143_seed42.png', 5 + 2, 10],
  [{ edit: 'inpaint', completions: 2, resamplings: 4 }, 'ddpm_inpaint_r4_seed42.png', 1 + 2, 10],
  [{ edit: 'restyle', variants: 2 }, 'ddpm_restyle_t100-900_seed42.png', 2 * 10, 10],
  [{ edit: 'change', inversionSteps: 10, changeGuidance: 3 }, 'ddpm_change_w3_ddim10_seed42.png', 3 + 10, 10],
  [
    { edit: 'between', inversionSteps: 10, betweenCount: 3, other: 'test.1' },
    'ddpm_between_n3_ddim10_seed42.png',
    1 + 3 + 1,
    5,
  ],
])('saves %o as %s', async (change, name, count, columns) => {
  openEdit({ seed: 42, ...change });
  for (const sheet of EDIT_SHEETS[view.getState().edit]) fillSheet(sheet);
  await saveEdit();
  expect(savePictures).toHaveBeenCalledExactlyOnceWith(expect.anything(), name, columns);
  const [pictures] = vi.mocked(savePictures).mock.calls[0];
  expect(pictures).toHaveLength(count);
});

it('saves nothing while a picture is missing', async () => {
  openEdit({ edit: 'restyle', variants: 2 });
  for (const sheet of sheets.restyle.slice(1)) fillSheet(sheet);
  await saveEdit();
  expect(savePictures).not.toHaveBeenCalled();
});

it('puts the strengths of a variant in a row', async () => {
  openEdit({ edit: 'restyle', variants: 2 });
  for (const sheet of sheets.restyle) fillSheet(sheet);
  await saveEdit();
  const [pictures] = vi.mocked(savePictures).mock.calls[0];
  expect(pictures.slice(1, 10)).toEqual(sheets.restyle.map((sheet) => result(sheet, 0)));
  expect(pictures[19]).toEqual(result(sheets.restyle[8], 1));
});
