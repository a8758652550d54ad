import { useMemo } from 'react';
import { useStore } from 'zustand';
import { psnr, ssim } from '../../diffusion/similarity';
import { useView } from '../../state/link/useView';
import { network } from '../../state/network/network';
import { Panel } from '../../ui/Panel';
import { Tex } from '../../ui/Tex';
import { withMinusSign } from '../common/format';
import { estimatorError } from './state/estimator';
import { denoised, subjectPicture } from './state/results';
import { sheets } from './state/sheets';
import { noisyNow } from './state/subjects';
import { useEditStatus } from './useEditStatus';
import shared from './shared.module.css';
import styles from './DenoiseNumbers.module.css';

const EXPLAINED = (
  <>
    <p>
      <Tex tex={String.raw`d = (a - b - c + e)/2`} /> of every 2 × 2 pixels vanishes where the picture is flat
      or has a straight edge; white noise keeps its deviation in it, and the median passes over the few places
      where a stroke bends <cite>(Donoho &amp; Johnstone 1994, section 4.2)</cite>.
    </p>
    <p>
      <Tex tex={String.raw`x_t = \sqrt{\bar\alpha_t}\,(x_0 + \sigma\varepsilon)`} /> with{' '}
      <Tex tex={String.raw`\sigma^2 = (1 - \bar\alpha_t)/\bar\alpha_t`} />: a picture with white noise is an{' '}
      <Tex tex="x_t" /> that only has to be made paler. The network has learned to bring back just such
      pictures.
    </p>
    <p>
      Salt and pepper, blur and low contrast are no white noise: what the estimate says of them is not how
      strong they are. Noise is put on first, until it covers what was done; the network then brings back a
      digit near to the picture, not the picture itself. A file cuts noise off at black and white, so that it
      is underestimated there: give a larger <i>t</i>.
    </p>
  </>
);

const signed = (value: number): string =>
  value < 0 ? withMinusSign(value.toFixed(3)) : `+${value.toFixed(3)}`;

/** How much noise is found in the picture, and the t that has as much. */
export function Estimate() {
  const { damage, damageSigma, noiseT } = useView('damage', 'damageSigma', 'noiseT');
  const { size } = useStore(network, ({ used }) => used);
  useEditStatus();
  const noisy = noisyNow();
  const white = damage === 'gaussian';
  const error = white ? estimatorError(damageSigma, size) : null;
  if (!noisy) return <Panel title="How noisy is it?">{null}</Panel>;
  const { sigmaHat, estimatedT, t, added } = noisy;
  return (
    <Panel title="How noisy is it?" explain={EXPLAINED}>
      <div className={styles.numbers}>
        <p data-number="sigmaHat">
          <Tex tex={String.raw`\hat\sigma = \mathrm{median}\,|d| \,/\, 0.6745 =`} />{' '}
          <b>{sigmaHat.toFixed(3)}</b>
          {white && `, really ${damageSigma}: ${signed(sigmaHat - damageSigma)}`}
        </p>
        {error && (
          <p data-number="estimatorError" className={shared.note}>
            On the first {error.digits} training digits with this noise it is off by {signed(error.bias)} on
            average, and by {error.rmse.toFixed(3)} as the root of the mean square.
          </p>
        )}
        <p data-number="estimatedT">
          {estimatedT > 0 ? (
            <>
              <Tex tex={String.raw`\bar\alpha_t / (1 - \bar\alpha_t) = 1/\hat\sigma^2`} /> at <i>t</i> ={' '}
              <b>{estimatedT}</b>
              {!white && damage !== 'none' && ', if it were white noise, which it is not'}
            </>
          ) : (
            'That is too little to be told from soft edges: it counts as no noise.'
          )}
        </p>
        <p>
          {noiseT > 0
            ? `Taken at t = ${t}, as you say.`
            : estimatedT > 0
              ? `Taken at t = ${t}.`
              : `Taken at t = ${t}: choose another t where less or more is to change.`}
          {added > 0.005 &&
            ` So that it has the noise of that t, noise of deviation ${added.toFixed(2)} is put on it first.`}
          {noiseT > 0 && noiseT < estimatedT && ' It has more noise than that: what is too much stays.'}
        </p>
      </div>
    </Panel>
  );
}

const decibels = (value: number): string => (value === Infinity ? '∞' : withMinusSign(value.toFixed(1)));

const NEAR = (
  <>
    <p>
      <Tex tex={String.raw`\mathrm{PSNR} = 10 \log_{10}(2^2 / \mathrm{MSE})`} />: 6 dB more is half the error.
      SSIM compares the structure in windows of 11 × 11 pixels and is 1 for equal pictures{' '}
      <cite>(Wang et al. 2004)</cite>.
    </p>
    <p>
      A draw is a digit that may have been it; their mean is nearer to the truth than any of them, as the mean
      square wants it, and softer. <Tex tex={String.raw`\hat x_0(y, t)`} />, the first guess, is the network’s
      own idea of that mean, in one evaluation.
    </p>
  </>
);

/** A picture beside the original. */
function Row({
  name,
  picture,
  original,
}: {
  name: string;
  picture: Float32Array | null;
  original: Float32Array;
}) {
  const figures = useMemo(
    () =>
      picture && [
        decibels(psnr(picture, original)),
        withMinusSign(ssim(picture, original, Math.sqrt(original.length)).toFixed(3)),
      ],
    [picture, original],
  );
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{figures ? figures[0] : '–'}</td>
      <td>{figures ? figures[1] : '–'}</td>
    </tr>
  );
}

/** How near each picture comes to the original. */
export function Figures() {
  const { damage, draws } = useView('damage', 'draws');
  useEditStatus();
  const { run, filled } = sheets.denoise.store.getState();
  const pictures = useMemo(() => denoised(run, filled), [run, filled]);
  const original = subjectPicture();
  const noisy = noisyNow();
  if (damage === 'none')
    return (
      <Panel title="How near does it come?">
        <p className={shared.note}>
          Of a picture that was noisy from the start nobody knows the original: there is nothing to compare
          with.
        </p>
      </Panel>
    );
  if (!original || !noisy) return <Panel title="How near does it come?">{null}</Panel>;
  return (
    <Panel title="How near does it come?" explain={NEAR}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">to the original</th>
            <th scope="col">PSNR, dB</th>
            <th scope="col">SSIM</th>
          </tr>
        </thead>
        <tbody>
          <Row name="the spoilt picture" picture={noisy.picture} original={original} />
          <Row name="one draw" picture={pictures?.draw ?? null} original={original} />
          {draws > 1 && (
            <Row name={`mean of ${draws} draws`} picture={pictures?.mean ?? null} original={original} />
          )}
          <Row name="the network’s first guess" picture={pictures?.guess ?? null} original={original} />
        </tbody>
      </table>
    </Panel>
  );
}
