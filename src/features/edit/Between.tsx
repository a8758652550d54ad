import { useCallback, type CSSProperties } from 'react';
import { useStore } from 'zustand';
import { angleBetween, slerpWeights } from '../../diffusion/slerp';
import { useView } from '../../state/link/useView';
import { T } from '../../state/picture/forwardPath';
import { Panel } from '../../ui/Panel';
import { Tex } from '../../ui/Tex';
import { Setting } from '../common/Setting';
import { EditCanvas } from './EditCanvas';
import { LabelledPicture, NoisePicture, SubjectPicture } from './LabelledPicture';
import { OtherPicker } from './OtherPicker';
import { invertedNoise, shownState, subjectPicture } from './state/results';
import { sheets } from './state/sheets';
import { getOtherSubject, otherPicture } from './state/subjects';
import { Tiles } from './Tiles';
import { TSlider } from './TSlider';
import { useEditStatus } from './useEditStatus';
import shared from './shared.module.css';

const otherDigit = () => getOtherSubject()?.x0 ?? null;
const noiseA = () => invertedNoise(sheets.ends, 0);
const noiseB = () => invertedNoise(sheets.ends, 1);
const between = (tile: number) => shownState(sheets.between, tile);

/** The pixels mixed: what one would do without a model. */
function mixedPixels(u: number): Float32Array | null {
  const [a, b] = [subjectPicture(), otherDigit()];
  return a && b?.length === a.length ? a.map((value, i) => (1 - u) * value + u * b[i]) : null;
}

function MixedPixels({ u }: { u: number }) {
  const picture = useCallback(() => mixedPixels(u), [u]);
  return <EditCanvas label={`The pixels mixed, ${u.toFixed(2)} of the other`} picture={picture} />;
}

const EXPLAINED = (
  <>
    <p>
      <Tex tex={String.raw`x_T(u) = \frac{\sin((1-u)\theta)\,a + \sin(u\,\theta)\,b}{\sin\theta}`} /> with{' '}
      <Tex tex="a" /> and <Tex tex="b" /> the noises of both digits{' '}
      <cite>(Shoemake 1985; so in Song, Meng &amp; Ermon 2021, section 5.3)</cite>. No class is told, so that
      nothing but the noise changes on the way.
    </p>
    <p>
      Mixing the pixels shows both digits at once, one fading as the other comes. What lies between the noises
      is a picture of its own at every place, most often something that could be a digit.
    </p>
  </>
);

/** What lies between two real digits. */
export function Between() {
  const { betweenCount } = useView('betweenCount');
  const other = useStore(otherPicture, ({ picture }) => picture);
  useEditStatus();
  const [a, b] = [noiseA(), noiseB()];
  const theta = a && b ? angleBetween(a, b) : NaN;
  const shareAt = (tile: number): number => tile / (betweenCount - 1);
  const caption = (tile: number): string => {
    const u = shareAt(tile);
    if (Number.isNaN(theta)) return `u = ${Number(u.toFixed(2))}`;
    const weights = slerpWeights(theta, u);
    return `${weights.a.toFixed(2)} a + ${weights.b.toFixed(2)} b`;
  };
  return (
    <>
      <div className={shared.fields} data-chrome>
        <OtherPicker />
        <Setting field="betweenCount" />
        <Setting field="inversionSteps" />
        <Setting field="noiseFirst" />
      </div>
      <div className={shared.stage}>
        <SubjectPicture name="one digit" />
        <NoisePicture name="its noise" tex="a" picture={noiseA} />
        <NoisePicture name="the other’s noise" tex="b" picture={noiseB} />
        <LabelledPicture
          name="the other digit"
          tex="x_0'"
          picture={otherDigit}
          badge="stored"
          origin={other?.origin}
        />
      </div>
      <Panel title="Between the noises" explain={EXPLAINED}>
        <Tiles
          label="Pictures between"
          count={betweenCount}
          picture={between}
          tileName={(tile) => `At u = ${shareAt(tile).toFixed(2)}`}
          caption={caption}
        />
        <TSlider sheet={sheets.between} from={T} />
        <p className={shared.note} data-number="theta">
          {Number.isNaN(theta) ? (
            '\u00a0'
          ) : (
            <>
              <Tex tex={String.raw`\theta`} /> = {((theta * 180) / Math.PI).toFixed(1)}°
            </>
          )}
        </p>
      </Panel>
      <Panel title="The pixels mixed">
        <div className={shared.tiles} style={{ '--count': betweenCount } as CSSProperties}>
          {Array.from({ length: betweenCount }, (_, i) => (
            <MixedPixels key={i} u={shareAt(i)} />
          ))}
        </div>
      </Panel>
    </>
  );
}
