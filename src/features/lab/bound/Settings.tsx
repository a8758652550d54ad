import { useStore } from 'zustand';
import { network } from '../../../state/network/network';
import { isTold, whyNoClass } from '../../../state/network/usedNetwork';
import { useView } from '../../../state/link/useView';
import { patchView } from '../../../state/link/view';
import { BOUND_DIGITS, BOUND_STRATA } from '../../../state/link/fields/bound';
import { NumberField, Segmented, Select } from '../../../ui/controls';
import { NetworkPicker } from '../../common/NetworkPicker';
import { SeedField } from '../../common/SeedField';
import styles from './Bound.module.css';

const DIGITS = BOUND_DIGITS.map((value) => ({ value, label: `${value} test digits` }));
const STRATA = BOUND_STRATA.map((value) => ({
  value,
  label: value === 999 ? 'every t' : `${value} strata of t`,
}));
const VARIANCES = [
  { value: 'posterior', label: 'σ² = β̃', title: 'The posterior’s variance: only the means differ' },
  {
    value: 'beta',
    label: 'σ² = β',
    title: 'β itself: larger than the posterior’s, which costs bits at each step',
  },
] as const;
const CLIPS = [
  { value: 'raw', label: 'as it is', title: 'The network’s x̂₀ as it comes' },
  { value: 'clip', label: 'clipped', title: 'x̂₀ clipped to [−1, 1], as the samplers take it' },
] as const;
const CLASSES = [
  { value: 'any', label: 'no class', title: 'p(x₀): the network is not told which digit it is' },
  { value: 'told', label: 'its class', title: 'p(x₀ | class): the network is told' },
] as const;

/** What is drawn (at once, from the same measurement), and what is measured. */
export function Settings() {
  const { boundDigits, boundNoises, boundStrata, boundVariance, boundClip, boundClass } = useView(
    'boundDigits',
    'boundNoises',
    'boundStrata',
    'boundVariance',
    'boundClip',
    'boundClass',
  );
  const used = useStore(network, (state) => state.used);
  const why = whyNoClass(used);
  return (
    <div className={styles.settings} data-chrome>
      <div className={styles.choice}>
        <span>variance</span>
        <Segmented
          label="Variance of a reverse step"
          value={boundVariance}
          options={VARIANCES}
          onChange={(value) => patchView({ boundVariance: value })}
        />
      </div>
      <div className={styles.choice}>
        <span>x̂₀</span>
        <Segmented
          label="The network’s x0"
          value={boundClip ? 'clip' : 'raw'}
          options={CLIPS}
          onChange={(value) => patchView({ boundClip: value === 'clip' })}
        />
      </div>
      <div className={styles.choice}>
        <span>told</span>
        <Segmented
          label="What the network is told"
          value={isTold(used, boundClass) ? 'told' : 'any'}
          options={why === null ? CLASSES : CLASSES.map((option) => ({ ...option, title: why }))}
          disabled={why !== null}
          onChange={(value) => patchView({ boundClass: value === 'told' })}
        />
      </div>
      <div className={styles.fields}>
        <Select
          label="Test digits"
          prefix=""
          value={boundDigits}
          options={DIGITS}
          onChange={(value) => patchView({ boundDigits: value })}
        />
        <Select
          label="Strata of t"
          prefix=""
          title="From each stratum every group of digits draws one t; the sum is weighted by their lengths"
          value={boundStrata}
          options={STRATA}
          onChange={(value) => patchView({ boundStrata: value })}
        />
        <NumberField
          label="Noises of a digit"
          prefix="noises"
          title="Noises of each digit, each with t of its own"
          value={boundNoises}
          min={1}
          max={8}
          onChange={(value) => patchView({ boundNoises: value })}
        />
        <SeedField />
      </div>
      <NetworkPicker />
    </div>
  );
}
