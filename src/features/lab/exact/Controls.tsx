import { useStore } from 'zustand';
import { engineStatus } from '../../../state/engine/engine';
import { exact } from '../state/exact';
import { network } from '../../../state/network/network';
import { whyNoClass } from '../../../state/network/usedNetwork';
import { Button } from '../../../ui/controls';
import { megabytes } from '../../common/format';
import { JobBar } from '../../common/JobBar';
import { NetworkPicker } from '../../common/NetworkPicker';
import { SeedField } from '../../common/SeedField';
import { Setting } from '../../common/Setting';
import { SourcePicker } from '../../common/SourcePicker';
import { classOptions } from '../classOptions';
import styles from './Exact.module.css';

const CLASSES = classOptions('any class');

/** How the digits stand: what they take, or what of them has come. */
function Digits() {
  const digits = useStore(exact.store, (state) => state.digits);
  const started = useStore(engineStatus, ({ status }) => status.kind === 'ready');
  switch (digits.kind) {
    case 'absent':
      return <Button onClick={exact.load}>Load the digits</Button>;
    case 'loading': {
      const { loaded, total } = digits;
      return (
        <JobBar
          label="Download of training digits"
          progress={total > 0 ? { done: loaded, of: total, secondsLeft: NaN } : undefined}
          text={
            total > 0
              ? `${megabytes(loaded)} of ${megabytes(total)}`
              : started
                ? 'Getting ready …'
                : 'The engine starts …'
          }
        >
          <Button onClick={exact.cancel}>Cancel</Button>
        </JobBar>
      );
    }
    case 'ready':
      return <>{Math.round(digits.bytes / 1e6)} MB in the engine, freed when you leave</>;
    case 'failed':
      return (
        <JobBar failed label="" text={`${digits.error.message} ${digits.error.remedy}`}>
          <Button onClick={exact.load}>Try again</Button>
        </JobBar>
      );
  }
}

/** The digit, its noise, what is told of its class, and how many digits the exact denoiser knows. */
export function Controls() {
  const why = whyNoClass(useStore(network, (state) => state.used));
  return (
    <div className={styles.controls} data-chrome>
      <SourcePicker />
      <SeedField />
      <Setting
        field="label"
        label="Class that both are told"
        prefix="told:"
        title={
          why ?? 'With a class both are told it: the exact denoiser then knows the digits of that class alone'
        }
        disabled={why !== null}
        options={CLASSES}
      />
      <Setting field="exactDigits" look="buttons" />
      <div className={styles.state}>
        <Digits />
      </div>
      <NetworkPicker />
    </div>
  );
}
