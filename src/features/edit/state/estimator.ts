import { createStore } from 'zustand/vanilla';
import { degrade } from '../../../diffusion/pictures/degrade';
import { estimateNoise } from '../../../diffusion/pictures/noiseLevel';
import { key } from '../../../diffusion/random';
import { browser, type Environment } from '../../../state/environment';
import { view } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import { source } from '../../../state/picture/source';
import { averagedPicture } from '../../../data/halfSize';
import { digit, SIDE, type Pack } from '../../../data/pack';
import { packs } from '../../../data/packs';

/** Digits on which an estimate's error is measured, and how many of them at a time: some 2 ms. */
export const DIGITS = 60;
const PER_PART = 6;

export interface EstimatorError {
  /** Mean of the estimates less the truth, and the root of their mean square. */
  readonly bias: number;
  readonly rmse: number;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The first training digits; null until they are here. */
function firstDigits(): Pack | null {
  const status = source.getState().packs[packs[0].name];
  return status.kind === 'ready' ? status.pack : null;
}

/** How far off the noise estimate is on real digits, measured part by part: a slider that is dragged does not wait for it. */
export function createEstimator({ clock }: Pick<Environment, 'clock'>) {
  /** null until it is measured for the white noise of the view, and for other damage. */
  const store = createStore<{ error: EstimatorError | null }>(() => ({ error: null }));
  let measured = '';
  let cancel = (): void => undefined;

  function measure(pack: Pack, sigma: number, size: number, errors: readonly number[]): void {
    const part = Array.from({ length: PER_PART }, (_, k) => {
      const i = errors.length + k;
      const x0 = size === SIDE ? digit(pack, i) : averagedPicture(digit(pack, i));
      return estimateNoise(degrade(x0, size, { kind: 'gaussian', sigma }, key(i)), size) - sigma;
    });
    const all = [...errors, ...part];
    if (all.length < DIGITS) cancel = clock.after(0, () => measure(pack, sigma, size, all));
    else
      store.setState({ error: { bias: mean(all), rmse: Math.sqrt(mean(all.map((error) => error ** 2))) } });
  }

  function update(): void {
    const { edit, damage, damageSigma } = view.getState();
    const { size } = network.getState().used;
    const pack = firstDigits();
    if (edit !== 'denoise' || damage !== 'gaussian' || !pack) return;
    const wanted = `${damageSigma}, ${size}`;
    if (wanted === measured) return;
    measured = wanted;
    cancel();
    store.setState({ error: null });
    cancel = clock.after(0, () => measure(pack, damageSigma, size, []));
  }

  /** Measures it for what the view shows, while it is open. @returns a function that stops it */
  function follow(): () => void {
    update();
    const stops = [view, network, source].map((each) => each.subscribe(update));
    return () => {
      stops.forEach((stop) => stop());
      cancel();
      if (!store.getState().error) measured = '';
    };
  }

  return { store, follow };
}

export const estimator = createEstimator(browser);
