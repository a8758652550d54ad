import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DataError } from '../../../data/errors';
import { settled } from '../../../state/fakes.test-helper';
import { patchView } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import { SHIPPED } from '../../../state/network/usedNetwork';
import { findPicture, type Picture } from '../../../state/picture/source';
import { openEdit } from './edit.test-helper';
import { fetchOther, getNoisy, getOtherSubject, getSubject, otherPicture } from './subjects';

vi.mock('../../../state/picture/source', async (original) => ({
  ...(await original()),
  findPicture: vi.fn(),
}));

const picture = (name: string): Picture => ({
  source: name,
  x0: new Float32Array(784).fill(-1),
  origin: name,
  label: 0,
});

beforeEach(() => {
  network.setState({ used: SHIPPED });
  otherPicture.setState({ picture: null, failure: null });
});

describe('the picture', () => {
  it('is that of the view at the size of the network', () => {
    openEdit({});
    expect(getSubject()).toMatchObject({ source: 'train.7', label: 3 });
    expect(getSubject()?.x0).toHaveLength(784);
    network.setState({ used: { ...SHIPPED, size: 14 } });
    expect(getSubject()?.x0).toHaveLength(196);
    expect(getSubject()?.x0).toBe(getSubject()?.x0);
  });

  it('is missing while it or the network is on its way', () => {
    openEdit({ source: 'train.8' });
    expect([getSubject(), getNoisy()]).toEqual([null, null]);
    openEdit({ network: 'run.a.1' });
    expect([getSubject(), getNoisy()]).toEqual([null, null]);
  });

  it('is spoilt once for as long as its settings stay', () => {
    openEdit({ damageSigma: 0.5 });
    const noisy = getNoisy();
    expect(noisy?.picture).not.toEqual(getSubject()?.x0);
    patchView({ draws: 3 });
    expect(getNoisy()).toBe(noisy);
    patchView({ damageSigma: 0.6 });
    expect(getNoisy()).not.toBe(noisy);
  });
});

describe('the other digit', () => {
  it('is fetched only where the open edit needs it, and only once', async () => {
    vi.mocked(findPicture).mockReset().mockResolvedValue(picture('test.12'));
    openEdit({ edit: 'change', other: 'test.12' });
    await fetchOther();
    expect(findPicture).not.toHaveBeenCalled();
    patchView({ edit: 'between' });
    await fetchOther();
    await fetchOther();
    expect(findPicture).toHaveBeenCalledOnce();
    expect(getOtherSubject()?.source).toBe('test.12');
    patchView({ other: 'test.13' });
    expect(getOtherSubject()).toBeNull();
  });

  it('is the newest that the view asks for', async () => {
    const fetched = new Map<string, (picture: Picture) => void>();
    vi.mocked(findPicture).mockImplementation((name) => new Promise((resolve) => fetched.set(name, resolve)));
    openEdit({ edit: 'between', other: 'test.1' });
    void fetchOther();
    patchView({ other: 'test.2' });
    void fetchOther();
    fetched.get('test.2')?.(picture('test.2'));
    await settled();
    fetched.get('test.1')?.(picture('test.1'));
    await settled();
    expect(otherPicture.getState().picture?.source).toBe('test.2');
  });

  it('says why it is not there, until it is tried again', async () => {
    vi.mocked(findPicture).mockRejectedValueOnce(new DataError('unreachable', 'No digits.', 'Try again.'));
    openEdit({ edit: 'between', other: 'test.3' });
    await fetchOther();
    expect(otherPicture.getState()).toEqual({ picture: null, failure: 'No digits. Try again.' });
    vi.mocked(findPicture).mockRejectedValueOnce(new Error('There is no picture "train.99999".'));
    patchView({ other: 'train.99999' });
    await fetchOther();
    expect(otherPicture.getState().failure).toBe('There is no picture "train.99999".');
    vi.mocked(findPicture).mockResolvedValue(picture('train.99999'));
    await fetchOther();
    expect(otherPicture.getState().failure).toBeNull();
  });
});
