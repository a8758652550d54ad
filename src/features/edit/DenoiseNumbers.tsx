import { useMemo } from 'react';
import { useStore } from 'zustand';
import { psnr, ssim } from '../../diffusion/pictures/similarity';
import { fixed } from '../../diffusion/numbers/formatNumber';
import { useView } from '../../state/link/useView';
import { Panel } from '../../ui/Panel';
import { Tex } from '../../ui/Tex';
import { Term } from '../common/glossary/Term';
import { formatSigned } from '../common/format';
import { useIsHidden } from '../common/useIsHidden';
import { Rich } from '../common/glossary/Rich';
import { DIGITS, estimator } from './state/estimator';
import { comparedStates, denoised, firstGuess, subjectPicture } from './state/results';
import { sheets } from './state/sheets';
import { getNoisy } from './state/subjects';
import { TEXTS } from './texts';
import { useEdit } from './useEdit';
import shared from './shared.module.css';
import styles from './DenoiseNumbers.module.css';

/** How much noise is found in the picture, and the t that has as much. */
function Estimate() {
  const { damage, damageSigma, noiseT } = useView('damage', 'damageSigma', 'noiseT');
  const noisy = useEdit(getNoisy);
  const isWhite = damage === 'gaussian';
  const error = useStore(estimator.store, ({ error }) => error);
  const isHidden = useIsHidden('sigmaHat');
  if (!noisy) return <Panel title={TEXTS.howNoisy}>{null}</Panel>;
  if (isHidden)
    return (
      <Panel title={TEXTS.howNoisy}>
        <p className={shared.note}>{TEXTS.amountHidden}</p>
      </Panel>
    );
  const { sigmaHat, estimatedT, t, added } = noisy;
  return (
    <Panel title={<Term name="snr">{TEXTS.howNoisy}</Term>}>
      <div className={styles.numbers}>
        <p data-number="sigmaHat">
          <Tex tex={String.raw`\hat\sigma = \mathrm{median}\,|d| \,/\, 0.6745 =`} />{' '}
          <b>{fixed(sigmaHat, 3)}</b>
          {isWhite && TEXTS.really(damageSigma, formatSigned(sigmaHat - damageSigma))}
        </p>
        {isWhite && (
          <p data-number="estimatorError" className={shared.note}>
            {TEXTS.estimatorError(
              DIGITS,
              error ? formatSigned(error.bias) : '…',
              error ? fixed(error.rmse, 3) : '…',
            )}
          </p>
        )}
        <p data-number="estimatedT">
          {estimatedT > 0 ? (
            <>
              <Tex tex={String.raw`\bar\alpha_t / (1 - \bar\alpha_t) = 1/\hat\sigma^2`} /> at <i>t</i> ={' '}
              <b>{estimatedT}</b>
              {!isWhite && damage !== 'none' && TEXTS.ifWhite}
            </>
          ) : (
            TEXTS.noNoise
          )}
        </p>
        <p>
          {noiseT > 0
            ? TEXTS.startsAtYours(t)
            : estimatedT > 0
              ? TEXTS.startsAt(t)
              : TEXTS.startsAtNoNoise(t)}
          {added > 0.005 && TEXTS.added(fixed(added, 2))}
          {noiseT > 0 && noiseT < estimatedT && TEXTS.tooMuch}
        </p>
      </div>
    </Panel>
  );
}

const decibels = (value: number): string => (value === Infinity ? '∞' : fixed(value, 1));

interface RowProps {
  name: string;
  picture: Float32Array | null;
  original: Float32Array;
}

/** A picture beside the original. */
function Row({ name, picture, original }: RowProps) {
  const figures = useMemo(
    () =>
      picture && [
        decibels(psnr(picture, original)),
        fixed(ssim(picture, original, Math.sqrt(original.length)), 3),
      ],
    [picture, original],
  );
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{figures?.[0] ?? '–'}</td>
      <td>{figures?.[1] ?? '–'}</td>
    </tr>
  );
}

/** How near each picture comes to the original. */
function Figures() {
  const { damage, draws } = useView('damage', 'draws');
  const run = useStore(sheets.denoise.store, (state) => state.run);
  const filled = useStore(sheets.denoise.store, comparedStates);
  const pictures = useMemo(() => denoised(run, filled), [run, filled]);
  const isBegun = filled > 0;
  const guess = useMemo(() => firstGuess(run, isBegun), [run, isBegun]);
  const original = useEdit(subjectPicture);
  const noisy = useEdit(getNoisy);
  if (damage === 'none')
    return (
      <Panel title={TEXTS.howNear}>
        <p className={shared.note}>{TEXTS.noOriginal}</p>
      </Panel>
    );
  if (!original || !noisy) return <Panel title={TEXTS.howNear}>{null}</Panel>;
  return (
    <Panel
      title={TEXTS.howNear}
      explain={TEXTS.near.map((text) => (
        <p key={text}>
          <Rich>{text}</Rich>
        </p>
      ))}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{TEXTS.toOriginal}</th>
            <th scope="col">
              <Term name="psnr">{TEXTS.psnr}</Term>
            </th>
            <th scope="col">
              <Term name="ssim">{TEXTS.ssim}</Term>
            </th>
          </tr>
        </thead>
        <tbody>
          <Row name={TEXTS.rows.noisy} picture={noisy.picture} original={original} />
          <Row name={TEXTS.rows.draw} picture={pictures?.draw ?? null} original={original} />
          {draws > 1 && (
            <Row name={TEXTS.rows.mean(draws)} picture={pictures?.mean ?? null} original={original} />
          )}
          <Row name={TEXTS.rows.guess} picture={guess} original={original} />
        </tbody>
      </table>
    </Panel>
  );
}

/** How noisy the picture is, and how near the results come to the original. */
export const DenoiseNumbers = () => (
  <>
    <Estimate />
    <Figures />
  </>
);
