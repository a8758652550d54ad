import { psnr, ssim } from '../../diffusion/similarity';
import { edits, noisyNow } from '../../state/editParts';
import { firstGuess, ownPicture, result, spreadOf } from '../../state/editResults';
import { useView } from '../../state/useView';
import { Panel } from '../../ui/Panel';
import { Tex } from '../../ui/Tex';
import { minus } from '../common/format';
import { useEditStatus } from './useEditStatus';
import styles from './Edit.module.css';

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
      Blur and low contrast are no noise, so there is nothing to estimate. Noise is put on them first, until
      it covers what was done to them; the network then brings back a digit near to the picture, not the
      picture itself.
    </p>
  </>
);

/** How much noise is found in the picture, and the t that has as much. */
export function Estimate() {
  const { damage, damageSigma, noiseT } = useView('damage', 'damageSigma', 'noiseT');
  useEditStatus();
  const noisy = noisyNow();
  if (!noisy) return null;
  const { sigmaHat, estimatedT, t, added } = noisy;
  const off = sigmaHat - damageSigma;
  return (
    <Panel title="How noisy is it?" explain={EXPLAINED}>
      <div className={styles.numbers}>
        <p data-number="sigmaHat">
          <Tex tex={String.raw`\hat\sigma = \mathrm{median}\,|d| \,/\, 0.6745 =`} />{' '}
          <b>{sigmaHat.toFixed(3)}</b>
          {damage === 'gaussian' && (
            <>
              , really {damageSigma}: {off < 0 ? minus(off.toFixed(3)) : `+${off.toFixed(3)}`}
            </>
          )}
        </p>
        <p data-number="estimatedT">
          {estimatedT > 0 ? (
            <>
              <Tex tex={String.raw`\bar\alpha_t / (1 - \bar\alpha_t) = 1/\hat\sigma^2`} /> at <i>t</i> ={' '}
              <b>{estimatedT}</b>
            </>
          ) : (
            'So it finds no white noise in this picture.'
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
        </p>
      </div>
    </Panel>
  );
}

/** How near each picture comes to the original. */
export function Figures() {
  const { damage, draws } = useView('damage', 'draws');
  useEditStatus();
  const original = ownPicture();
  const noisy = noisyNow();
  if (damage === 'none' || !original || !noisy)
    return (
      <Panel title="How near does it come?">
        <p className={styles.note}>
          Of a picture that was noisy from the start nobody knows the original: there is nothing to compare
          with.
        </p>
      </Panel>
    );
  const size = Math.sqrt(original.length);
  const rows: [string, Float32Array | null][] = [
    ['the spoilt picture', noisy.picture],
    ['one draw', result(edits.denoise, 0)],
    [`mean of ${draws} draws`, spreadOf(edits.denoise)?.mean ?? null],
    ['the network’s first guess', firstGuess()],
  ];
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
          {rows.map(([name, picture]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{picture ? minus(psnr(picture, original).toFixed(1)) : '–'}</td>
              <td>{picture ? minus(ssim(picture, original, size).toFixed(3)) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

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
