import { useStore } from 'zustand';
import { engineStatus } from '../../../state/engine/pageEngine';
import { failureText } from '../../../state/engine/failure';
import { network } from '../../../state/network/network';
import { whyNoClass } from '../../../state/network/usedNetwork';
import { Button } from '../../../ui/controls';
import { formatMegabytes } from '../../common/format';
import { JobBar } from '../../common/JobBar';
import { NetworkPicker } from '../../common/setting/NetworkPicker';
import { SeedField } from '../../common/setting/SeedField';
import { Setting } from '../../common/setting/Setting';
import { SourcePicker } from '../../common/picture/SourcePicker';
import { Term } from '../../common/glossary/Term';
import { classOptions } from '../classOptions';
import { exact } from '../state/exact';
import { TEXTS } from '../texts';
import styles from './Controls.module.css';

const CLASSES = classOptions(TEXTS.exact.anyClass);

/** What the digits take in the engine, or how many of them have arrived. */
function Digits() {
  const digits = useStore(exact.store, (state) => state.digits);
  const isEngineReady = useStore(engineStatus, ({ status }) => status.kind === 'ready');
  switch (digits.kind) {
    case 'absent':
      return <Button onClick={exact.load}>{TEXTS.exact.load}</Button>;
    case 'loading': {
      const { loaded, total } = digits;
      return (
        <JobBar
          label={TEXTS.exact.downloading}
          progress={total > 0 ? { done: loaded, of: total, secondsLeft: NaN } : undefined}
          text={
            total > 0
              ? TEXTS.exact.of(formatMegabytes(loaded), formatMegabytes(total))
              : isEngineReady
                ? TEXTS.gettingReady
                : TEXTS.engineStarts
          }
        >
          <Button onClick={exact.cancel}>{TEXTS.cancel}</Button>
        </JobBar>
      );
    }
    case 'ready':
      return <>{TEXTS.exact.loaded(Math.round(digits.bytes / 1e6))}</>;
    case 'failed':
      return (
        <JobBar failed label="" text={failureText(digits.error)}>
          <Button onClick={exact.load}>{TEXTS.tryAgain}</Button>
        </JobBar>
      );
  }
}

/** Where the digits are, in a line of its own. */
export const DigitsStatus = () => (
  <div className={styles.digits}>
    <Digits />
  </div>
);

/** The digit, its noise, the class that both denoisers know, and how many digits the exact one knows. */
export function Controls() {
  const why = whyNoClass(useStore(network, (state) => state.used));
  return (
    <>
      <SourcePicker />
      <SeedField />
      <span>
        <Setting
          field="label"
          label={TEXTS.exact.both}
          prefix={TEXTS.exact.classPrefix}
          title={why ?? TEXTS.exact.bothTitle}
          disabled={why !== null}
          options={CLASSES}
        />
        <Term name="class" />
      </span>
      <Setting field="exactDigits" />
      <NetworkPicker />
    </>
  );
}
