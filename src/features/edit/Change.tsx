import { useStore } from 'zustand';
import { meanSquareError } from '../../diffusion/similarity';
import { NOISE_RANGE } from './state/png';
import { edits } from './state/parts';
import { noiseOf, ownPicture, result, shownState } from './state/results';
import { network } from '../../state/network/network';
import { T } from '../../state/picture/forwardPath';
import { source } from '../../state/picture/source';
import { whyNoClass } from '../../state/network/usedNetwork';
import { Panel } from '../../ui/Panel';
import { Tex } from '../../ui/Tex';
import { Setting } from '../common/Setting';
import { InversionFields } from './InversionFields';
import { NotRead, useRead } from './Read';
import { Shown } from './Shown';
import { Tiles } from './Tiles';
import { TSlider } from './TSlider';
import { useEditStatus } from './useEditStatus';
import styles from './Edit.module.css';

const SCALED = `Scaled for display: black is −${NOISE_RANGE}, white is +${NOISE_RANGE}`;

const noise = () => noiseOf(edits.inversion, 0);
const back = () => result(edits.roundTrip, 0);
const ten = (tile: number) => shownState(edits.ten, tile);
const named = (tile: number) => `As a ${tile}`;

/** Mean square of noise: 1 where it is what the network learned from. */
const varianceWords = () => {
  const xT = noise();
  if (!xT) return '';
  return `mean square ${meanSquareError(xT, new Float32Array(xT.length)).toFixed(2)}`;
};

/** How exactly the digit comes back. */
const errorWords = () => {
  const own = ownPicture();
  const returned = edits.roundTrip.store.getState().run?.complete ? back() : null;
  return own && returned ? `MSE ${meanSquareError(own, returned).toFixed(5)}` : '';
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
  const { origin, label } = useStore(source, ({ picture }) => picture);
  const used = useStore(network, (state) => state.used);
  useEditStatus();
  const read = useRead(edits.ten);
  const why = whyNoClass(used);
  return (
    <>
      <div className={styles.fields} data-chrome>
        <InversionFields />
        {why === null && <Setting field="changeGuidance" prefix={<i>w</i>} />}
      </div>
      <Panel title="Up to its noise, and back" explain={EXPLAINED}>
        <div className={styles.sum}>
          <Shown
            name={label === null ? 'the picture' : `the digit, a ${label}`}
            tex="x_0"
            of={ownPicture}
            badge={{ kind: 'stored', by: origin }}
          />
          <span className={styles.sign}>→</span>
          <Shown
            name="the noise that it comes from"
            tex="x_T"
            of={noise}
            range={NOISE_RANGE}
            title={SCALED}
            badge={{ kind: 'live' }}
            says={varianceWords}
            number="meanSquare"
          />
          <span className={styles.sign}>→</span>
          <Shown
            name="back as itself"
            tex={String.raw`\tilde x_0`}
            of={back}
            badge={{ kind: 'live' }}
            says={errorWords}
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
              of={ten}
              named={named}
              caption={(tile) => (read ? `${tile}, read as ${read[tile]}` : String(tile))}
            />
            <NotRead sheet={edits.ten} />
            <TSlider sheet={edits.ten} from={T} />
          </>
        ) : (
          <p className={styles.note}>{why} It can bring the digit back, but not as another.</p>
        )}
      </Panel>
    </>
  );
}
