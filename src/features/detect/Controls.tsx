import { useStore } from 'zustand';
import type { Option } from '../../state/link/fieldKinds';
import { useView } from '../../state/link/useView';
import { network } from '../../state/network/network';
import { whyNoClass } from '../../state/network/usedNetwork';
import { PHONE, useMedia } from '../../ui/useMedia';
import { DigitButton } from '../common/picture/DigitButton';
import { NetworkPicker } from '../common/setting/NetworkPicker';
import { SeedField } from '../common/setting/SeedField';
import { Setting } from '../common/setting/Setting';
import { SourcePicker } from '../common/picture/SourcePicker';
import { NOT_DIGITS, takeAnyFile } from './state/anyPicture';
import { countTriedClasses } from './state/scoring';
import { TEXTS } from './texts';
import styles from './Controls.module.css';

const ANYTHING = {
  title: TEXTS.draw,
  use: TEXTS.useDrawing,
  upload: TEXTS.upload,
  take: takeAnyFile,
  samples: NOT_DIGITS.map((each) => each.source),
};

/** Pictures of what is no digit, to click on. */
const NotDigits = () => (
  <span className={styles.notDigits} role="group" aria-label={TEXTS.notDigits}>
    <span aria-hidden="true">{TEXTS.notDigits}</span>
    {NOT_DIGITS.map(({ kind, pixels, source }) => (
      <DigitButton key={kind} name={source} pixels={pixels} label={TEXTS.notDigit[kind]} />
    ))}
  </span>
);

/** What the picture is scored with. */
function ScoreSettings() {
  const { detectScore, detectLeast, level } = useView('detectScore', 'detectLeast', 'level');
  const used = useStore(network, (state) => state.used);
  const why = whyNoClass(used);
  const tried = countTriedClasses(used, true);
  const classes: readonly Option<boolean>[] = [
    { value: false, label: TEXTS.noClass, title: why ?? TEXTS.noClassTitle },
    { value: true, label: TEXTS.bestClass(tried), title: why ?? TEXTS.bestClassTitle(tried) },
  ];
  return (
    <span className={styles.settings}>
      <NetworkPicker />
      <Setting field="detectScore" look="buttons" />
      <Setting field="detectDraws" />
      {detectScore === 'reconstruction' && <Setting field="detectSteps" />}
      <Setting
        field="detectLeast"
        value={why === null && detectLeast}
        options={classes}
        disabled={why !== null}
        {...(why !== null && { title: why })}
      />
      {level === 'picture' ? <Setting field="seed" /> : <SeedField />}
      <Setting field="detectCount" />
      <Setting field="detectReading" />
    </span>
  );
}

/** Which picture is looked at, and how it is scored. */
export function Controls() {
  const isPhone = useMedia(PHONE);
  return (
    <div className={styles.controls} role="group" aria-label={TEXTS.pictureSettings} data-chrome>
      <SourcePicker anything={ANYTHING} />
      <NotDigits />
      {isPhone ? (
        <details>
          <summary>{TEXTS.settings}</summary>
          <ScoreSettings />
        </details>
      ) : (
        <ScoreSettings />
      )}
    </div>
  );
}
