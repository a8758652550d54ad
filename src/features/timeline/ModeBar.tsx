import { denoiseFromHere, enter } from './state/actions';
import { ANY_DIGIT } from '../../state/link/fieldKinds';
import { Segmented } from '../../ui/controls';
import { whyNoClass } from '../../state/network/usedNetwork';
import { useNetwork } from './useNetwork';
import { AtLevel } from '../common/AtLevel';
import { Setting } from '../common/Setting';
import { SourcePicker } from '../common/SourcePicker';
import { Term } from '../common/Term';
import { withKey } from '../common/view';
import { DENOISE, FORWARD, REVERSE } from './keys';
import { TEXTS } from './texts';
import { useView } from '../../state/link/useView';
import styles from './ModeBar.module.css';

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
      <Term name="class" />
      <Setting field="sampler" look="buttons" />
      <Setting field="steps" />
      {sampler === 'ddim' && <Setting field="eta" />}
      <AtLevel from="course">
        <Term name={sampler} />
      </AtLevel>
      <Setting
        field="guidance"
        prefix={<i>w</i>}
        {...(noClass !== null && { title: noClass })}
        disabled={label === ANY_DIGIT || noClass !== null}
      />
      <AtLevel from="all">
        <Term name="guidance" />
      </AtLevel>
      {mode === 'denoise' && <Setting field="tries" />}
    </>
  );
}

/** Which path is on the stage, and its parameters. */
export function ModeBar() {
  const { mode, from, process } = useView('mode', 'from', 'process');
  return (
    <div className={styles.bar} data-chrome>
      <Segmented
        label={TEXTS.path}
        value={mode}
        options={[
          { value: 'forward', label: TEXTS.forward, title: withKey(TEXTS.forwardTitle, FORWARD) },
          {
            value: 'reverse',
            label: TEXTS.reverse,
            title: withKey(TEXTS.reverseTitle, REVERSE),
          },
          ...(mode === 'denoise'
            ? [
                {
                  value: 'denoise' as const,
                  label: TEXTS.restored(from),
                  title: withKey(TEXTS.restoredTitle, DENOISE),
                },
              ]
            : []),
        ]}
        onChange={(value) => (value === 'denoise' ? denoiseFromHere() : enter(value))}
      />
      <Term name={mode === 'denoise' ? 'tries' : mode} />
      {mode === 'forward' ? (
        <>
          <Setting field="process" look="buttons" />
          <AtLevel from="course">
            <Term name={process === 'chain' ? 'chain' : 'closedForm'} />
          </AtLevel>
          <SourcePicker />
        </>
      ) : (
        <ReverseControls />
      )}
    </div>
  );
}
