import { denoiseFromHere, enter } from './state/actions';
import { ANY_DIGIT } from '../../state/link/fieldKinds';
import { Segmented } from '../../ui/controls';
import { PHONE, useMedia } from '../../ui/useMedia';
import { whyNoClass } from '../../state/network/usedNetwork';
import { useNetwork } from './useNetwork';
import { Setting } from '../common/setting/Setting';
import { SourcePicker } from '../common/picture/SourcePicker';
import { Termed } from '../common/glossary/Termed';
import { useWithKey } from '../common/useWithKey';
import { DENOISE, FORWARD, REVERSE } from './keys';
import { tInWords } from '../common/texts';
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
          <Termed name="class" from="picture">
            <Setting field="label" title={noClass} value={used.onlyClass ?? ANY_DIGIT} disabled />
          </Termed>
          <span className={styles.reason}>{noClass}</span>
        </>
      ) : (
        // A class would decide the digit, so denoising rarely asks for one: there the field takes little room.
        <Termed name="class" from="picture">
          <Setting field="label" look={mode === 'denoise' ? 'menu' : 'buttons'} />
        </Termed>
      )}
      <Termed name={sampler}>
        <Setting field="sampler" />
      </Termed>
      <Termed name="steps">
        <Setting field="steps" />
      </Termed>
      {sampler === 'ddim' && (
        <Termed name="eta">
          <Setting field="eta" />
        </Termed>
      )}
      <Termed name="guidance" from="all">
        <Setting
          field="guidance"
          prefix={<i>w</i>}
          {...(noClass !== null && { title: noClass })}
          disabled={label === ANY_DIGIT || noClass !== null}
        />
      </Termed>
      {mode === 'denoise' && <Setting field="tries" />}
    </>
  );
}

/** Which path is on the stage, and its parameters. */
export function ModeBar({ onDraw }: { onDraw: () => void }) {
  const { mode, from, process, level } = useView('mode', 'from', 'process', 'level');
  const isPhone = useMedia(PHONE);
  const withKey = useWithKey();
  return (
    <div className={styles.bar} data-chrome>
      <Termed name={mode === 'denoise' ? 'tries' : mode} from="picture">
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
                    label: TEXTS.restored(tInWords(from, level)),
                    title: withKey(TEXTS.restoredTitle, DENOISE),
                  },
                ]
              : []),
          ]}
          onChange={(value) => (value === 'denoise' ? denoiseFromHere() : enter(value))}
        />
      </Termed>
      {mode === 'forward' ? (
        <>
          <Termed name={process === 'chain' ? 'chain' : 'closedForm'}>
            <Setting field="process" look="buttons" />
          </Termed>
          <SourcePicker hasDraw={!isPhone} onDraw={onDraw} />
        </>
      ) : (
        <ReverseControls />
      )}
    </div>
  );
}
