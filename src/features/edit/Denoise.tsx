import { useCallback } from 'react';
import { useStore } from 'zustand';
import { Upload } from 'lucide-react';
import { edits, noisyNow } from './state/parts';
import { change, deviation, noisyPicture, ownPicture, shownState, spreadOf } from './state/results';
import { DAMAGE_TITLES } from '../../state/link/fields/edit';
import { source } from '../../state/picture/source';
import { useView } from '../../state/link/useView';
import { patchView } from '../../state/link/view';
import { Button } from '../../ui/controls';
import { Setting } from '../common/Setting';
import { UploadButton } from '../common/UploadButton';
import { ClassFields } from './ClassFields';
import { Estimate, Figures } from './DenoiseNumbers';
import { Shown } from './Shown';
import { Tiles } from './Tiles';
import { TSlider } from './TSlider';
import { useEditStatus } from './useEditStatus';
import styles from './Edit.module.css';

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
    <div className={styles.fields} data-chrome>
      <Setting field="damage" />
      {damage !== 'none' && <Setting {...AMOUNTS[damage]} />}
      <span className={styles.actions}>
        <Setting field="noiseT" value={noiseT || (noisyNow()?.t ?? 1)} />
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

const mean = () => spreadOf(edits.denoise)?.mean ?? null;
const drawn = (tile: number) => shownState(edits.denoise, tile);

/** A noisy picture, what it was, and what the network makes of it. */
export function Denoise() {
  const { damage, draws } = useView('damage', 'draws');
  const { origin } = useStore(source, ({ picture }) => picture);
  useEditStatus();
  const from = edits.denoise.store.getState().plan?.request.start?.t ?? 1;
  const named = useCallback((tile: number) => `Draw ${tile + 1} of ${draws}`, [draws]);
  return (
    <>
      <Settings />
      <div className={styles.stage}>
        <Shown name="the picture" tex="x_0" of={ownPicture} badge={{ kind: 'stored', by: origin }} />
        <Shown
          name={damage === 'none' ? 'taken as it is' : `spoilt by ${DAMAGE_TITLES[damage]}`}
          tex="y"
          of={noisyPicture}
          badge={{ kind: 'exact' }}
          title="What lies beyond black and white is cut off for display"
        />
        <Shown
          name={`mean of ${draws} draw${draws === 1 ? '' : 's'}`}
          tex={String.raw`\bar x`}
          of={mean}
          badge={{ kind: 'live' }}
        />
        <Shown
          name={damage === 'none' ? 'what was changed' : 'what is off'}
          tex={damage === 'none' ? String.raw`\bar x - y` : String.raw`\bar x - x_0`}
          of={change}
          badge={{ kind: 'live' }}
          title="Grey is no difference, white more ink, black less"
        />
        <Shown
          name="where the draws differ"
          tex={String.raw`\mathrm{std}(x)`}
          of={deviation}
          badge={{ kind: 'live' }}
          title="Standard deviation over the draws: black is 0, white is 1"
        />
      </div>
      <TSlider sheet={edits.denoise} from={from} />
      <Tiles label="Draws" count={draws} of={drawn} named={named} />
      <div className={styles.cards}>
        <Estimate />
        <Figures />
      </div>
    </>
  );
}
