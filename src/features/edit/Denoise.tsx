import type { CSSProperties } from 'react';
import { useStore } from 'zustand';
import { Upload } from 'lucide-react';
import { DAMAGE_TITLES } from '../../state/link/fields/edit';
import { useView } from '../../state/link/useView';
import { patchView } from '../../state/link/view';
import { Button } from '../../ui/controls';
import { AtLevel } from '../common/setting/AtLevel';
import { Setting } from '../common/setting/Setting';
import { useIsHidden } from '../common/useIsHidden';
import { UploadButton } from '../common/picture/UploadButton';
import { Termed } from '../common/glossary/Termed';
import { ClassFields } from './ClassFields';
import { LabelledPicture, SubjectPicture } from './LabelledPicture';
import { change, deviation, meanPicture, noisyPicture, shownState } from './state/results';
import { sheets } from './state/sheets';
import { getNoisy } from './state/subjects';
import { TEXTS } from './texts';
import { Tiles } from './Tiles';
import { TSlider } from './TSlider';
import { useEdit } from './useEdit';
import shared from './shared.module.css';
import styles from './Denoise.module.css';

/** The field that says how much of each is done. */
const AMOUNTS = {
  gaussian: 'damageSigma',
  'salt-and-pepper': 'damageShare',
  blur: 'damageBlur',
  'low-contrast': 'damageContrast',
} as const;

/** How much is done to the picture. */
function Amount() {
  const { damage, level } = useView('damage', 'level');
  const isHidden = useIsHidden('damageSigma');
  if (damage === 'none') return null;
  if (isHidden && damage === 'gaussian') return <span className={shared.note}>{TEXTS.amountHidden}</span>;
  if (damage !== 'gaussian') return <Setting field={AMOUNTS[damage]} />;
  return (
    <Termed name="sigma">
      <Setting field="damageSigma" prefix={level === 'picture' ? TEXTS.amount : <i>σ</i>} />
    </Termed>
  );
}

/** What is done to the picture, and how it is restored. */
export function DenoiseSettings() {
  const { noiseT } = useView('noiseT');
  const t = useEdit(() => getNoisy()?.t ?? 1);
  const isHidden = useIsHidden('estimatedT');
  return (
    <>
      <Setting field="damage" />
      <Amount />
      <span className={shared.row}>
        <Setting field="noiseT" value={noiseT || t} />
        <AtLevel from="course">
          <Button
            disabled={isHidden}
            aria-pressed={noiseT === 0}
            title={TEXTS.estimatedTitle}
            onClick={() => patchView({ noiseT: 0 })}
          >
            {TEXTS.estimated}
          </Button>
        </AtLevel>
      </span>
      <Setting field="draws" />
      <Termed name="ddpm" from="all">
        <Setting field="drawSteps" />
      </Termed>
      <ClassFields />
      <AtLevel from="course">
        <UploadButton asItIs title={TEXTS.noisyPictureTitle} onTake={() => patchView({ damage: 'none' })}>
          <Upload size={16} aria-hidden="true" /> {TEXTS.noisyPicture}
        </UploadButton>
      </AtLevel>
    </>
  );
}

const draw = (tile: number) => shownState(sheets.denoise, tile);

/** A noisy picture, what it was, and what the network makes of it. */
export function DenoisePictures() {
  const { damage, draws } = useView('damage', 'draws');
  return (
    <div className={styles.all} style={{ '--draws': draws } as CSSProperties}>
      <div className={`${shared.pictures} ${styles.pictures}`}>
        <SubjectPicture name={TEXTS.picture} />
        <LabelledPicture
          name={damage === 'none' ? TEXTS.asItIs : TEXTS.spoiltBy(DAMAGE_TITLES[damage])}
          tex="y"
          picture={noisyPicture}
          badge="exact"
          title={TEXTS.beyond}
        />
        <LabelledPicture name={TEXTS.mean(draws)} tex={String.raw`\bar x`} picture={meanPicture} />
        <AtLevel from="course">
          <LabelledPicture
            name={damage === 'none' ? TEXTS.changedBy : TEXTS.difference}
            tex={damage === 'none' ? String.raw`\bar x - y` : String.raw`\bar x - x_0`}
            picture={change}
            title={TEXTS.differenceTitle}
          />
          <LabelledPicture
            name={TEXTS.deviation}
            tex={String.raw`\mathrm{std}(x)`}
            picture={deviation}
            title={TEXTS.deviationTitle}
          />
        </AtLevel>
      </div>
      <Tiles
        label={TEXTS.draws}
        className={styles.draws}
        count={draws}
        picture={draw}
        tileName={(tile) => TEXTS.draw(tile + 1, draws)}
      />
    </div>
  );
}

/** The t of the draws. */
export function DenoiseSlider() {
  const from = useStore(sheets.denoise.store, ({ plan }) => plan?.request.start?.t ?? 1);
  return <TSlider sheet={sheets.denoise} from={from} />;
}
