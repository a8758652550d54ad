import { useCallback } from 'react';
import { useStore } from 'zustand';
import { Upload } from 'lucide-react';
import { edits, noisyNow } from './state/parts';
import { change, deviation, noisyPicture, ownPicture, shownState, spreadOf } from './state/results';
import { DAMAGES } from '../../state/link/fields/edit';
import type { Damage } from '../../state/link/fields/edit';
import { source } from '../../state/picture/source';
import { useView } from '../../state/link/useView';
import { patchView } from '../../state/link/view';
import type { ViewState } from '../../state/link/fields/table';
import { Button, NumberField, Select } from '../../ui/controls';
import { UploadButton } from '../common/UploadButton';
import { ClassFields } from './ClassFields';
import { Estimate, Figures } from './DenoiseNumbers';
import { Shown } from './Shown';
import { Tiles } from './Tiles';
import { TSlider } from './TSlider';
import { useEditStatus } from './useEditStatus';
import styles from './Edit.module.css';

const NAMES: Record<Damage, string> = {
  gaussian: 'white noise',
  'salt-and-pepper': 'salt and pepper',
  blur: 'blur',
  'low-contrast': 'low contrast',
  none: 'nothing: as it is',
};

const OPTIONS = DAMAGES.map((value) => ({ value, label: NAMES[value] }));

/** How much of each is done, its field and what it means. */
const AMOUNTS = {
  gaussian: {
    field: 'damageSigma',
    label: 'sigma',
    prefix: <i>σ</i>,
    max: 3,
    step: 0.05,
    title: 'Standard deviation of the noise; from black to white it is 2',
  },
  'salt-and-pepper': {
    field: 'damageShare',
    label: 'share of the pixels',
    prefix: 'share',
    max: 1,
    step: 0.05,
    title: 'Share of the pixels that become white or black by chance',
  },
  blur: {
    field: 'damageBlur',
    label: 'pixels of blur',
    prefix: 'pixels',
    max: 5,
    step: 0.1,
    title: 'Standard deviation of the Gaussian, in pixels',
  },
  'low-contrast': {
    field: 'damageContrast',
    label: 'contrast that is left',
    prefix: '×',
    max: 1,
    step: 0.05,
    title: 'What every pixel is multiplied by: towards mid-grey',
  },
} as const satisfies Partial<Record<Damage, { field: keyof ViewState } & Record<string, unknown>>>;

/** What is done to the picture, and how it is brought back. */
function Settings() {
  const state = useView(
    'damage',
    'damageSigma',
    'damageShare',
    'damageBlur',
    'damageContrast',
    'noiseT',
    'draws',
    'drawSteps',
  );
  useEditStatus();
  const { damage, noiseT, draws, drawSteps } = state;
  const amount = damage === 'none' ? null : AMOUNTS[damage];
  return (
    <div className={styles.fields} data-chrome>
      <Select
        label="What is done to the picture"
        prefix="spoilt by"
        value={damage}
        options={OPTIONS}
        onChange={(value) => patchView({ damage: value })}
      />
      {amount && (
        <NumberField
          label={amount.label}
          prefix={amount.prefix}
          title={amount.title}
          value={state[amount.field]}
          min={0}
          max={amount.max}
          step={amount.step}
          onChange={(value) => patchView({ [amount.field]: value })}
        />
      )}
      <span className={styles.actions}>
        <NumberField
          label="t of the noisy picture"
          prefix="t"
          title="Where the network takes over, 1 to 1000"
          value={noiseT || (noisyNow()?.t ?? 1)}
          min={1}
          max={1000}
          onChange={(value) => patchView({ noiseT: value })}
        />
        <Button
          aria-pressed={noiseT === 0}
          title="Takes the t that has as much noise as is found in the picture"
          onClick={() => patchView({ noiseT: 0 })}
        >
          estimated
        </Button>
      </span>
      <NumberField
        label="draws"
        title="How often the network brings it back, each time with other noise: 1 to 16"
        value={draws}
        min={1}
        max={16}
        onChange={(value) => patchView({ draws: value })}
      />
      <NumberField
        label="steps of a draw"
        prefix="steps"
        title="DDPM steps from that t to 0"
        value={drawSteps}
        min={1}
        max={200}
        onChange={(value) => patchView({ drawSteps: value })}
      />
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
          name={damage === 'none' ? 'taken as it is' : `spoilt by ${NAMES[damage]}`}
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
