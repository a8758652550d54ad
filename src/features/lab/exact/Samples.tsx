import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { inFrame } from '../../../state/inFrame';
import { useView } from '../../../state/link/useView';
import { network } from '../../../state/network/network';
import { creditOf } from '../../../state/network/usedNetwork';
import { Badge } from '../../../ui/Badge';
import { Button } from '../../../ui/controls';
import { PixelCanvas, type Draw } from '../../../ui/PixelCanvas';
import { JobBar } from '../../common/JobBar';
import { Bar, PartHeading } from '../Headings';
import {
  ALL_STEPS,
  exactSamples,
  DENOISERS,
  SAMPLE_STEPS,
  SAMPLES,
  type Denoiser,
  type DenoiserSamples,
} from '../state/exactSamples';
import { pixelsOf } from './feeds';
import { useIsReady } from './useIsReady';
import shared from './Exact.module.css';
import styles from './Samples.module.css';

const feedOf =
  (denoiser: Denoiser, pick: (samples: DenoiserSamples) => Float32Array | null) => (draw: Draw) =>
    inFrame(() => draw(pick(exactSamples.store.getState().byDenoiser[denoiser])), [exactSamples.store]);

/** A sample, and the training digit that is nearest to it. */
function Sample({ denoiser, i }: { denoiser: Denoiser; i: number }) {
  const nearestDigit = useStore(exactSamples.store, ({ byDenoiser }) => byDenoiser[denoiser].nearest?.[i]);
  const feed = useMemo(
    () =>
      feedOf(denoiser, ({ pictures }) => {
        const pixels = (pictures?.length ?? 0) / SAMPLES;
        return pictures && pictures.subarray(i * pixels, (i + 1) * pixels);
      }),
    [denoiser, i],
  );
  const feedNearest = useMemo(
    () => feedOf(denoiser, ({ nearest }) => (nearest?.[i] ? pixelsOf(nearest[i].bytes) : null)),
    [denoiser, i],
  );
  return (
    <li className={styles.sample}>
      <PixelCanvas label={`sample ${i + 1}`} feed={feed} />
      <PixelCanvas label={`training digit nearest to sample ${i + 1}`} feed={feedNearest} />
      <span className={shared.which}>
        {nearestDigit ? (
          <>
            <b>{nearestDigit.distance.toFixed(2)}</b> #{nearestDigit.index}
          </>
        ) : (
          '–'
        )}
      </span>
    </li>
  );
}

function Row({ denoiser, name }: { denoiser: Denoiser; name: string }) {
  const { t, pictures, nearest } = useStore(exactSamples.store, ({ byDenoiser }) => byDenoiser[denoiser]);
  const mean = nearest && nearest.reduce((sum, { distance }) => sum + distance, 0) / nearest.length;
  return (
    <section aria-label={`Samples of the ${name}`}>
      <h3>
        {denoiser === 'exact' ? 'Exact denoiser' : `Network: ${name}`} <Badge kind="live" small />
      </h3>
      <ul className={styles.samples}>
        {Array.from({ length: SAMPLES }, (_, i) => (
          <Sample key={i} denoiser={denoiser} i={i} />
        ))}
      </ul>
      <p className={shared.number}>
        {mean !== null ? (
          <>
            mean distance to the nearest training digit: <b>{mean.toFixed(2)}</b>
          </>
        ) : pictures ? (
          `t = ${t}`
        ) : (
          'not sampled yet'
        )}
      </p>
    </section>
  );
}

function Progress() {
  const status = useStore(exactSamples.store, (state) => state.status);
  const isReady = useIsReady();
  const { kind } = status;
  return (
    <JobBar
      label="Steps that are done"
      progress={
        kind === 'running'
          ? { ...(status.progress ?? { done: 0, secondsLeft: NaN }), of: ALL_STEPS }
          : undefined
      }
    >
      {kind === 'running' ? (
        <Button onClick={exactSamples.stop}>Cancel</Button>
      ) : (
        <Button
          {...(kind === 'idle' && { look: 'primary' })}
          disabled={!isReady}
          onClick={exactSamples.start}
        >
          {kind === 'idle' ? 'Let both sample' : 'Sample again'}
        </Button>
      )}
    </JobBar>
  );
}

/** What both denoisers make of the same noise: one makes copies, the other digits that nobody has written. */
export function Samples() {
  useEffect(() => exactSamples.follow(), []);
  const used = useStore(network, (state) => state.used);
  const { exactDigits } = useView('exactDigits');
  return (
    <>
      <PartHeading
        title="Sampling with it returns training digits"
        about={`DDIM, ${SAMPLE_STEPS} steps, the same noise for both. Below each sample its nearest training digit, and the distance to it over all pixels, each from 0 to 1: near 0 for a copy.`}
      />
      <Bar>
        <Progress />
      </Bar>
      <div className={shared.pair}>
        {DENOISERS.map((denoiser) => (
          <Row
            key={denoiser}
            denoiser={denoiser}
            name={denoiser === 'exact' ? 'exact denoiser' : creditOf(used)}
          />
        ))}
      </div>
      <p className={shared.prose}>
        The least training loss that there can be makes copies: as the noise goes, one digit takes all the
        weight, and the way back ends on it. Whoever wants new digits does not want that minimum. A network
        cannot represent it: its few parameters do not hold {exactDigits.toLocaleString('en')} pictures, and
        its convolutions treat alike what looks alike. What it cannot remember it has to fill in, and so it
        makes digits that are in no data set.
      </p>
    </>
  );
}
