import { createStore } from 'zustand/vanilla';
import { T } from '../../../state/picture/forwardPath';
import type { DigitNetwork } from '../../../engine/protocol/train';
import { engineStatus } from '../../../state/engine/pageEngine';
import type { Environment } from '../../../state/environment';
import { ANY_DIGIT } from '../../../state/link/fieldKinds';

/** Multiply-adds of each network for one picture, millions. */
const NETWORK_MACS: Record<DigitNetwork, number> = { tiny: 3, small: 24, shipped: 62, seed: 350 };
/**
 * An update costs so many evaluations of its pictures: it goes forward, then back to the inputs and to the weights, and each digit
 * has its own noise and t. From CPU times of both on WebAssembly, but for `seed`; small layers cost more than their arithmetic.
 */
const UPDATE_COST: Record<DigitNetwork, number> = { tiny: 5, small: 6, shipped: 3.5, seed: 4 };
/** What is sampled for the measurement: quick on a CPU, and enough for a GPU to show what it can. */
const SAMPLES = { cpu: 8, gpu: 32 };
/** Steps of two runs: what a run costs besides its steps falls out of their difference. */
const STEPS = { short: 3, long: 23 };

/**
 * How fast this device is, as measured once with a few steps of the page's own network: so that a training's time can be told before
 * it starts.
 */
export function createSpeed({ runJob }: Pick<Environment, 'runJob'>) {
  /** Multiply-adds of sampling, millions a second; null before it is measured, NaN where that failed. */
  const store = createStore<{ speed: number | null }>(() => ({ speed: null }));
  let isStarted = false;

  /** Measures once, as soon as the engine is ready; `isWanted` says whether that would still be of use. */
  function measure(isWanted: () => boolean): void {
    if (isStarted) return;
    isStarted = true;
    const follow = (): void => {
      const { status } = engineStatus.getState();
      if (status.kind !== 'ready') return;
      stop();
      if (!isWanted()) {
        isStarted = false;
        return;
      }
      const count = status.capability.backend === 'webgpu' ? SAMPLES.gpu : SAMPLES.cpu;
      const request = {
        network: status.network.name,
        seed: 0,
        labels: Array<number>(count).fill(ANY_DIGIT),
        schedule: { name: 'linear', T },
        sampler: 'ddim',
        eta: 0,
        guidance: 0,
        keep: 'last',
      } as const;
      const work = (count * (STEPS.long - STEPS.short) * status.network.macs) / 1e6;
      runJob(undefined, async (engine) => {
        const secondsOf = async (steps: number): Promise<number> =>
          (await engine.run('sample', { ...request, steps })).seconds;
        // The first run prepares what the others find ready.
        await secondsOf(STEPS.short);
        const short = Math.min(await secondsOf(STEPS.short), await secondsOf(STEPS.short));
        const difference = (await secondsOf(STEPS.long)) - short;
        if (difference <= 0) throw new Error('The device was too busy to be measured.');
        return difference;
      }).then(
        (seconds) => store.setState({ speed: work / seconds }),
        () => store.setState({ speed: NaN }),
      );
    };
    const stop = engineStatus.subscribe(follow);
    follow();
  }

  return { store, measure };
}

/** Updates a second that a device of such a speed can be expected to make. */
export const estimatedRate = (
  speed: number,
  { network, batch }: { readonly network: DigitNetwork; readonly batch: number },
): number => speed / (UPDATE_COST[network] * NETWORK_MACS[network] * batch);
