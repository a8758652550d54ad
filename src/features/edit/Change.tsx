import { useStore } from 'zustand';
import { meanSquareError } from '../../diffusion/similarity';
import { network } from '../../state/network/network';
import { whyNoClass } from '../../state/network/usedNetwork';
import { T } from '../../state/picture/forwardPath';
import { source } from '../../state/picture/source';
import { Panel } from '../../ui/Panel';
import { Tex } from '../../ui/Tex';
import { Setting } from '../common/Setting';
import { LabelledPicture, NoisePicture, SubjectPicture } from './LabelledPicture';
import { NotRead, useReading } from './Readings';
import { invertedNoise, result, shownState, subjectPicture } from './state/results';
import { sheets } from './state/sheets';
import { Tiles } from './Tiles';
import { TSlider } from './TSlider';
import { useEditStatus } from './useEditStatus';
import shared from './shared.module.css';

const noiseOfDigit = () => invertedNoise(sheets.inversion, 0);
const roundTrip = () => result(sheets.roundTrip, 0);
const asDigit = (tile: number) => shownState(sheets.ten, tile);

/** The mean square of the noise: it is 1 for the noise that the network has learned from. */
const meanSquareText = () => {
  const xT = noiseOfDigit();
  if (!xT) return '';
  return `mean square ${meanSquareError(xT, new Float32Array(xT.length)).toFixed(2)}`;
};

const errorText = () => {
  const digit = subjectPicture();
  const returned = sheets.roundTrip.store.getState().run?.complete ? roundTrip() : null;
  return digit && returned ? `MSE ${meanSquareError(digit, returned).toFixed(5)}` : '';
};

const EXPLAINED = (
  <>
    <p>
      <Tex
        tex={String.raw`x_{t+1} = \sqrt{\bar\alpha_{t+1}}\, \hat x_0(x_t, t) + \sqrt{1 - \bar\alpha_{t+1}}\, \hat\varepsilon(x_t, t)`}
      />{' '}
      <cite>(DDIM inversion: Song, Meng &amp; Ermon 2021, section 4.3)</cite>: DDIM without fresh noise is a
      road that can be driven both ways, as far as the network says the same at both ends of a step. More
      steps bring the digit back more exactly.
    </p>
    <p>
      The class is only an argument of the network. From the same noise, told another class, it writes another
      digit with much of the same slant and pen <cite>(Mokady et al. 2023 edit photographs so)</cite>.
    </p>
    <p>
      A digit’s black background has no noise in it that could be found, so this noise is weaker than N(0, I).
      A little noise put on first mends that; then the digit comes back less exactly.
    </p>
  </>
);

/** The same hand, another digit. */
export function Change() {
  const { label } = useStore(source, ({ picture }) => picture);
  const used = useStore(network, (state) => state.used);
  useEditStatus();
  const reading = useReading(sheets.ten);
  const why = whyNoClass(used);
  return (
    <>
      <div className={shared.fields} data-chrome>
        <Setting field="inversionSteps" />
        <Setting field="noiseFirst" />
        {why === null && <Setting field="changeGuidance" prefix={<i>w</i>} />}
      </div>
      <Panel title="Up to its noise, and back" explain={EXPLAINED}>
        <div className={shared.equation}>
          <SubjectPicture name={label === null ? 'the picture' : `the digit, a ${label}`} />
          <span className={shared.sign}>→</span>
          <NoisePicture
            name="the noise that it comes from"
            tex="x_T"
            picture={noiseOfDigit}
            text={meanSquareText}
            number="meanSquare"
          />
          <span className={shared.sign}>→</span>
          <LabelledPicture
            name="back as itself"
            tex={String.raw`\tilde x_0`}
            picture={roundTrip}
            text={errorText}
            number="roundTrip"
          />
        </div>
      </Panel>
      <Panel title="Back as another">
        {why === null ? (
          <>
            <Tiles
              label="The ten digits"
              count={10}
              picture={asDigit}
              tileName={(tile) => `As a ${tile}`}
              caption={(tile) => (reading ? `${tile}, read as ${reading[tile]}` : String(tile))}
            />
            <NotRead sheet={sheets.ten} />
            <TSlider sheet={sheets.ten} from={T} />
          </>
        ) : (
          <p className={shared.note}>{why} It can bring the digit back, but not as another.</p>
        )}
      </Panel>
    </>
  );
}
