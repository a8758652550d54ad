import { useCallback, type CSSProperties } from 'react';
import { useStore } from 'zustand';
import { angleBetween, slerpWeights } from '../../diffusion/slerp';
import { fixed } from '../../diffusion/numbers/formatNumber';
import { useView } from '../../state/link/useView';
import { T } from '../../state/picture/forwardPath';
import { AtLevel } from '../common/setting/AtLevel';
import { Setting } from '../common/setting/Setting';
import { Termed } from '../common/glossary/Termed';
import { EditCanvas } from './EditCanvas';
import { LabelledPicture, NoisePicture, SubjectPicture } from './LabelledPicture';
import { OtherPicker } from './OtherPicker';
import { invertedNoise, shownState, subjectPicture } from './state/results';
import { sheets } from './state/sheets';
import { getOtherSubject, otherPicture } from './state/subjects';
import { TEXTS } from './texts';
import { Tiles } from './Tiles';
import { TSlider } from './TSlider';
import { useEdit } from './useEdit';
import styles from './Between.module.css';

const otherDigit = () => getOtherSubject()?.x0 ?? null;
const noiseA = () => invertedNoise(sheets.ends, 0);
const noiseB = () => invertedNoise(sheets.ends, 1);
const between = (tile: number) => shownState(sheets.between, tile);

/** The pixels mixed: what one would do without a model. */
function mixedPixels(u: number): Float32Array | null {
  const [a, b] = [subjectPicture(), otherDigit()];
  return a && b?.length === a.length ? a.map((value, i) => (1 - u) * value + u * b[i]) : null;
}

/** In radians; NaN until both noises are there. */
function angleOfNoises(): number {
  const [a, b] = [noiseA(), noiseB()];
  return a && b ? angleBetween(a, b) : NaN;
}

function MixedPixels({ u }: { u: number }) {
  const picture = useCallback(() => mixedPixels(u), [u]);
  return <EditCanvas label={TEXTS.mixedAt(fixed(u, 2))} picture={picture} />;
}

export function BetweenSettings() {
  return (
    <>
      <OtherPicker />
      <Setting field="betweenCount" />
      <Termed name="ddim">
        <Setting field="inversionSteps" />
      </Termed>
      <Setting field="noiseFirst" />
    </>
  );
}

/** What lies between two real digits. */
export function BetweenPictures() {
  const { betweenCount, level } = useView('betweenCount', 'level');
  const other = useStore(otherPicture, ({ picture }) => picture);
  const theta = useEdit(angleOfNoises);
  const shareAt = (tile: number): number => tile / (betweenCount - 1);
  const caption = (tile: number): string => {
    const u = shareAt(tile);
    if (Number.isNaN(theta)) return `u = ${Number(u.toFixed(2))}\n `;
    const weights = slerpWeights(theta, u);
    return `${fixed(weights.a, 2)} a\n+ ${fixed(weights.b, 2)} b`;
  };
  return (
    <div className={styles.all} style={{ '--count': betweenCount } as CSSProperties}>
      <div className={styles.ends}>
        <SubjectPicture isBeside name={TEXTS.first} />
        <NoisePicture isBeside name={TEXTS.firstNoise} tex="a" picture={noiseA} />
        <NoisePicture isBeside name={TEXTS.secondNoise} tex="b" picture={noiseB} />
        <LabelledPicture
          isBeside
          name={TEXTS.second}
          tex="x_0'"
          picture={otherDigit}
          badge="stored"
          origin={other?.origin}
        />
      </div>
      <h2 className={styles.heading}>
        {TEXTS.noisesMixed}
        <AtLevel from="course">
          <span data-number="theta">
            {!Number.isNaN(theta) && (
              <>
                <i>θ</i> = {fixed((theta * 180) / Math.PI, 1)}°
              </>
            )}
          </span>
        </AtLevel>
      </h2>
      <Tiles
        label={TEXTS.between}
        count={betweenCount}
        picture={between}
        tileName={(tile) => TEXTS.atU(fixed(shareAt(tile), 2))}
        {...(level !== 'picture' && { caption })}
      />
      <h2 className={styles.heading}>{TEXTS.pixelsMixed}</h2>
      <div className={styles.mixed}>
        {Array.from({ length: betweenCount }, (_, i) => (
          <MixedPixels key={i} u={shareAt(i)} />
        ))}
      </div>
    </div>
  );
}

export const BetweenSlider = () => <TSlider sheet={sheets.between} from={T} />;
