import { useStore } from 'zustand';
import { meanSquareError } from '../../diffusion/pictures/similarity';
import { fixed } from '../../diffusion/numbers/formatNumber';
import { network } from '../../state/network/network';
import { whyNoClass } from '../../state/network/usedNetwork';
import { T } from '../../state/picture/forwardPath';
import { source } from '../../state/picture/source';
import { useView } from '../../state/link/useView';
import { Setting } from '../common/setting/Setting';
import { Termed } from '../common/glossary/Termed';
import { LabelledPicture, NoisePicture, SubjectPicture } from './LabelledPicture';
import { NotRead, useReading } from './Readings';
import { invertedNoise, result, shownState, subjectPicture } from './state/results';
import { sheets } from './state/sheets';
import { TEXTS } from './texts';
import { Tiles } from './Tiles';
import { TSlider } from './TSlider';
import shared from './shared.module.css';
import styles from './Change.module.css';

const noiseOfDigit = () => invertedNoise(sheets.inversion, 0);
const roundTrip = () => result(sheets.roundTrip, 0);
const asDigit = (tile: number) => shownState(sheets.ten, tile);

/** The mean square of the noise: it is 1 for the noise that the network has learned from. */
const meanSquareText = () => {
  const xT = noiseOfDigit();
  if (!xT) return '';
  return TEXTS.meanSquare(fixed(meanSquareError(xT, new Float32Array(xT.length)), 2));
};

const errorText = () => {
  const digit = subjectPicture();
  const returned = sheets.roundTrip.store.getState().run?.complete ? roundTrip() : null;
  return digit && returned ? TEXTS.mse(fixed(meanSquareError(digit, returned), 5)) : '';
};

const useWhyNoClass = (): string | null => whyNoClass(useStore(network, ({ used }) => used));

export function ChangeSettings() {
  const why = useWhyNoClass();
  return (
    <>
      <Termed name="ddim">
        <Setting field="inversionSteps" />
      </Termed>
      {why === null && (
        <Termed name="guidance">
          <Setting field="changeGuidance" prefix={<i>w</i>} />
        </Termed>
      )}
      <Setting field="noiseFirst" />
    </>
  );
}

/** The ten digits from the same noise, and what was read in them. */
function Ten() {
  const { level } = useView('level');
  const reading = useReading(sheets.ten);
  const why = useWhyNoClass();
  if (why !== null) return <p className={shared.note}>{TEXTS.onlyCopies(why)}</p>;
  return (
    <div>
      <Tiles
        label={TEXTS.ten}
        className={styles.ten}
        count={10}
        picture={asDigit}
        tileName={TEXTS.asA}
        caption={(tile) =>
          reading && level !== 'picture' ? TEXTS.asReadAs(tile, reading[tile]) : String(tile)
        }
      />
      <NotRead sheet={sheets.ten} />
    </div>
  );
}

/** The same hand, another digit. */
export function ChangePictures() {
  const { label } = useStore(source, ({ picture }) => picture);
  return (
    <div className={styles.all}>
      <div className={styles.path}>
        <SubjectPicture isBeside name={TEXTS.digit(label)} />
        <NoisePicture
          isBeside
          name={TEXTS.itsNoise}
          tex="x_T"
          picture={noiseOfDigit}
          text={meanSquareText}
          number="meanSquare"
        />
        <LabelledPicture
          isBeside
          name={TEXTS.copied}
          tex={String.raw`\tilde x_0`}
          picture={roundTrip}
          text={errorText}
          number="roundTrip"
        />
      </div>
      <Ten />
    </div>
  );
}

export function ChangeSlider() {
  return useWhyNoClass() === null ? <TSlider sheet={sheets.ten} from={T} /> : null;
}
