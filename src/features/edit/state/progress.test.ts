import { beforeEach, describe, expect, it } from 'vitest';
import { patchView } from '../../../state/link/view';
import { source } from '../../../state/picture/source';
import { fillSheet, openEdit } from './edit.test-helper';
import { getParts } from './parts';
import { canTryOthers, editProgress, isEditing, isEditMissing, waitingFor } from './progress';
import { allSheets, sheets } from './sheets';
import { otherPicture } from './subjects';

beforeEach(() => {
  otherPicture.setState({ picture: null, failure: null });
  for (const { store } of allSheets)
    store.setState({ plan: null, run: null, filled: 0, status: { kind: 'idle' } });
});

describe('what is missing', () => {
  it('is what no sheet has, or shows in part', () => {
    openEdit({ edit: 'inpaint' });
    expect(isEditMissing()).toBe(true);
    fillSheet(sheets.inpaint, 3);
    expect(isEditMissing()).toBe(true);
    fillSheet(sheets.inpaint);
    expect(isEditMissing()).toBe(false);
    patchView({ completions: 2 });
    expect(isEditMissing()).toBe(true);
    patchView({ mask: 'none' });
    expect(isEditMissing()).toBe(false);
  });
});

describe('another seed', () => {
  it('makes other pictures where there are some, and noise decides something', () => {
    openEdit({ edit: 'inpaint' });
    expect(canTryOthers()).toBe(true);
    patchView({ mask: 'none' });
    expect(canTryOthers()).toBe(false);
    openEdit({ edit: 'change', noiseFirst: 0, inversionSteps: 10 });
    const fillAll = (): void =>
      [sheets.inversion, sheets.roundTrip, sheets.ten].forEach((sheet) => fillSheet(sheet));
    fillAll();
    expect(canTryOthers()).toBe(false);
    openEdit({ edit: 'change', noiseFirst: 5, inversionSteps: 10 });
    expect(canTryOthers()).toBe(false);
    fillAll();
    expect(canTryOthers()).toBe(true);
  });
});

describe('the progress', () => {
  const run = (step: number): void =>
    sheets.roundTrip.store.setState({
      status: { kind: 'running', progress: { step, steps: 50, stepsPerSecond: 5, secondsLeft: 8 } },
    });

  it('is that of all parts, also of those that have no plan yet', () => {
    openEdit({ edit: 'change', inversionSteps: 50, changeGuidance: 2 });
    expect([editProgress(), isEditing()]).toEqual([undefined, false]);
    sheets.inversion.store.setState({ status: { kind: 'waiting' } });
    expect([editProgress(), isEditing()]).toEqual(['unknown', true]);
    fillSheet(sheets.inversion);
    for (const { sheet, plan } of getParts()) sheet.show(plan);
    run(10);
    // Up, back, and back as each of ten, whose guidance takes two evaluations a step.
    expect(editProgress()).toEqual({
      done: 50 + 10,
      of: 50 + 50 + 1000,
      rate: [5, 'evaluations'],
      secondsLeft: 1040 / 5,
      part: 2,
      parts: 3,
    });
    run(25);
    expect(editProgress()).toMatchObject({ done: 75, of: 1100 });
  });
});

describe('waiting', () => {
  it('is for the network, the picture, the digits of a download', () => {
    openEdit({});
    expect(waitingFor()).toBeNull();
    openEdit({ network: 'run.a.1' });
    expect(waitingFor()).toEqual({ kind: 'network' });
    openEdit({ source: 'train.100' });
    expect(waitingFor()).toEqual({ kind: 'picture' });
    const { packs } = source.getState();
    source.setState({ packs: { ...packs, some: { kind: 'loading', loaded: 10, total: 90 } } });
    expect(waitingFor()).toEqual({ kind: 'digits', loaded: 10, total: 90 });
    source.setState({ packs });
  });

  it('is for the other digit where it is needed, and says why that is not there', () => {
    openEdit({ edit: 'between', other: 'test.5' });
    expect(waitingFor()).toEqual({ kind: 'picture' });
    otherPicture.setState({ failure: 'No digits.' });
    expect(waitingFor()).toEqual({ kind: 'failed', text: 'No digits.' });
    patchView({ edit: 'change' });
    expect(waitingFor()).toBeNull();
  });
});
