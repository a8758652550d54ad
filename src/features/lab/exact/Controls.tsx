import { useStore } from 'zustand';
import { engineStatus } from '../../../state/engine/engine';
import { failureText } from '../../../state/engine/failure';
import { network } from '../../../state/network/network';
import { whyNoClass } from '../../../state/network/usedNetwork';
import { Button } from '../../../ui/controls';
import { formatMegabytes } from '../../common/format';
import { JobBar } from '../../common/JobBar';
import { NetworkPicker } from '../../common/NetworkPicker';
import { SeedField } from '../../common/SeedField';
import { Setting } from '../../common/Setting';
import { SourcePicker } from '../../common/SourcePicker';
import { classOptions } from '../classOptions';
import { Bar } from '../Headings';
import { exact } from '../state/exact';
import styles from './Controls.module.css';

const CLASSES = classOptions('any class');

/** What the digits take in the engine, or how many of them have arrived. */
function Digits() {
  const digits = useStore(exact.store, (state) => state.digits);
  const isEngineReady = useStore(engineStatus, ({ status }) => status.kind === 'ready');
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
              ? `${formatMegabytes(loaded)} of ${formatMegabytes(total)}`
              : isEngineReady
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
        <JobBar failed label="" text={failureText(digits.error)}>
          <Button onClick={exact.load}>Try again</Button>
        </JobBar>
      );
  }
}

/** The digit, its noise, the class that both denoisers are told, and how many digits the exact one knows. */
export function Controls() {
  const why = whyNoClass(useStore(network, (state) => state.used));
  return (
    <Bar>
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
      <div className={styles.digits}>
        <Digits />
      </div>
      <NetworkPicker />
    </Bar>
  );
}
