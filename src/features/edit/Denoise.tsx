import { Upload } from 'lucide-react';
import { DAMAGE_TITLES } from '../../state/link/fields/edit';
import { useView } from '../../state/link/useView';
import { patchView } from '../../state/link/view';
import { Button } from '../../ui/controls';
import { Setting } from '../common/Setting';
import { UploadButton } from '../common/UploadButton';
import { ClassFields } from './ClassFields';
import { Estimate, Figures } from './DenoiseNumbers';
import { LabelledPicture, SubjectPicture } from './LabelledPicture';
import { change, deviation, meanPicture, noisyPicture, shownState } from './state/results';
import { sheets } from './state/sheets';
import { getNoisy } from './state/subjects';
import { Tiles } from './Tiles';
import { TSlider } from './TSlider';
import { useEditStatus } from './useEditStatus';
import shared from './shared.module.css';
import styles from './Denoise.module.css';

/** The field that says how much of each is done, and the symbol that stands for it where that is no plain word. */
const AMOUNTS = {
  gaussian: { field: 'damageSigma', prefix: <i>σ</i> },
  'salt-and-pepper': { field: 'damageShare' },
  blur: { field: 'damageBlur' },
  'low-contrast': { field: 'damageContrast' },
} as const;

/** What is done to the picture, and how it is brought back. */
function Settings() {
  const { damage, noiseT } = useView('damage', 'noiseT');
  useEditStatus();
  return (
    <div className={shared.fields} data-chrome>
      <Setting field="damage" />
      {damage !== 'none' && <Setting {...AMOUNTS[damage]} />}
      <span className={shared.row}>
        <Setting field="noiseT" value={noiseT || (getNoisy()?.t ?? 1)} />
        <Button
          aria-pressed={noiseT === 0}
          title="Takes the t that has as much noise as is found in the picture"
          onClick={() => patchView({ noiseT: 0 })}
        >
          estimated
        </Button>
      </span>
      <Setting field="draws" />
      <Setting field="drawSteps" />
      <ClassFields />
      <UploadButton
        asItIs
        title="A picture that is noisy already: the middle square of it, 28 × 28, as it is, ink white on black"
        onTake={() => patchView({ damage: 'none' })}
      >
        <Upload size={16} aria-hidden="true" /> Noisy picture
      </UploadButton>
    </div>
  );
}

const draw = (tile: number) => shownState(sheets.denoise, tile);

/** A noisy picture, what it was, and what the network makes of it. */
export function Denoise() {
  const { damage, draws } = useView('damage', 'draws');
  useEditStatus();
  const from = sheets.denoise.store.getState().plan?.request.start?.t ?? 1;
  return (
    <>
      <Settings />
      <div className={shared.stage}>
        <SubjectPicture name="the picture" />
        <LabelledPicture
          name={damage === 'none' ? 'taken as it is' : `spoilt by ${DAMAGE_TITLES[damage]}`}
          tex="y"
          picture={noisyPicture}
          badge="exact"
          title="What lies beyond black and white is cut off for display"
        />
        <LabelledPicture
          name={`mean of ${draws} draw${draws === 1 ? '' : 's'}`}
          tex={String.raw`\bar x`}
          picture={meanPicture}
        />
        <LabelledPicture
          name={damage === 'none' ? 'what was changed' : 'what is off'}
          tex={damage === 'none' ? String.raw`\bar x - y` : String.raw`\bar x - x_0`}
          picture={change}
          title="Grey is no difference, white more ink, black less"
        />
        <LabelledPicture
          name="where the draws differ"
          tex={String.raw`\mathrm{std}(x)`}
          picture={deviation}
          title="Standard deviation over the draws: black is 0, white is 1"
        />
      </div>
      <TSlider sheet={sheets.denoise} from={from} />
      <Tiles label="Draws" count={draws} picture={draw} tileName={(tile) => `Draw ${tile + 1} of ${draws}`} />
      <div className={styles.cards}>
        <Estimate />
        <Figures />
      </div>
    </>
  );
}
