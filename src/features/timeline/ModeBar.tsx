import { useStore } from 'zustand';
import { denoiseFromHere, enter } from './state/path';
import { view } from '../../state/link/view';
import { ANY_DIGIT } from '../../state/link/fieldKinds';
import { Segmented } from '../../ui/controls';
import { whyNoClass } from '../../state/network/usedNetwork';
import { useNetwork } from './useNetwork';
import { Setting } from '../common/Setting';
import { SourcePicker } from '../common/SourcePicker';
import { withKey } from '../common/view';
import { DENOISE, FORWARD, REVERSE } from './keys';
import { useView } from '../../state/link/useView';
import styles from './ModeBar.module.css';

function ForwardControls() {
  return (
    <>
      <Setting field="process" look="buttons" />
      <SourcePicker />
    </>
  );
}

function ReverseControls() {
  const { label, sampler, mode } = useView('label', 'sampler', 'mode');
  const used = useNetwork();
  const noClass = whyNoClass(used);
  return (
    <>
      {noClass !== null ? (
        <>
          <Setting field="label" title={noClass} value={used.onlyClass ?? ANY_DIGIT} disabled />
          <span className={styles.reason}>{noClass}</span>
        </>
      ) : (
        // A class would decide the digit, so denoising rarely asks for one: there the field takes little room.
        <Setting field="label" look={mode === 'denoise' ? 'menu' : 'buttons'} />
      )}
      <Setting field="sampler" look="buttons" />
      <Setting field="steps" />
      {sampler === 'ddim' && <Setting field="eta" />}
      <Setting
        field="guidance"
        prefix={<i>w</i>}
        {...(noClass !== null && { title: noClass })}
        disabled={label === ANY_DIGIT || noClass !== null}
      />
      {mode === 'denoise' && <Setting field="tries" />}
    </>
  );
}

/** Which path is on the stage, and its parameters. */
export function ModeBar() {
  const mode = useStore(view, (state) => state.mode);
  const from = useStore(view, (state) => state.from);
  return (
    <div className={styles.bar} data-chrome>
      <Segmented
        label="Path"
        value={mode}
        options={[
          { value: 'forward', label: 'Forward', title: withKey('From the digit to noise', FORWARD) },
          {
            value: 'reverse',
            label: 'Reverse',
            title: withKey('From noise to a digit, by the network', REVERSE),
          },
          ...(mode === 'denoise'
            ? [
                {
                  value: 'denoise' as const,
                  label: `Back from ${from}`,
                  title: withKey('From the stopped forward path, by the network', DENOISE),
                },
              ]
            : []),
        ]}
        onChange={(value) => (value === 'denoise' ? denoiseFromHere() : enter(value))}
      />
      {mode === 'forward' ? <ForwardControls /> : <ReverseControls />}
    </div>
  );
}
