import { fixed } from '../../../diffusion/numbers/formatNumber';
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
import { Term } from '../../common/glossary/Term';
import { Bar, PartHeading } from '../Experiment';
import { LabScene } from '../LabScene';
import {
  ALL_STEPS,
  exactSamples,
  DENOISERS,
  SAMPLE_STEPS,
  SAMPLES,
  type Denoiser,
  type DenoiserSamples,
} from '../state/exactSamples';
import { TEXTS } from '../texts';
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
      <PixelCanvas label={TEXTS.exact.sampleLabel(i + 1)} feed={feed} />
      <PixelCanvas label={TEXTS.exact.nearestLabel(i + 1)} feed={feedNearest} />
      <span className={shared.which}>
        {nearestDigit ? (
          <>
            <b>{fixed(nearestDigit.distance, 2)}</b> #{nearestDigit.index}
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
  const isIdle = useStore(exactSamples.store, ({ status }) => status.kind === 'idle');
  const isHint = useView('present').present && isIdle;
  const mean = nearest && nearest.reduce((sum, { distance }) => sum + distance, 0) / nearest.length;
  return (
    <section aria-label={TEXTS.exact.samplesOf(name)}>
      <h3>
        {denoiser === 'exact' ? TEXTS.exact.exactName : TEXTS.exact.networkName(name)}{' '}
        <Badge kind="live" small />
      </h3>
      <ul className={styles.samples}>
        {Array.from({ length: SAMPLES }, (_, i) => (
          <Sample key={i} denoiser={denoiser} i={i} />
        ))}
      </ul>
      <p className={shared.number}>
        {mean !== null ? (
          <>
            {TEXTS.exact.meanDistance} <b>{fixed(mean, 2)}</b>
          </>
        ) : pictures ? (
          `t = ${t}`
        ) : (
          <>
            {TEXTS.exact.notSampled}
            {isHint && `. ${TEXTS.exact.pageDownDraws}`}
          </>
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
      label={TEXTS.exact.samplesProgress}
      progress={
        kind === 'running'
          ? { ...(status.progress ?? { done: 0, secondsLeft: NaN }), of: ALL_STEPS }
          : undefined
      }
    >
      {kind === 'running' ? (
        <Button onClick={exactSamples.stop}>{TEXTS.cancel}</Button>
      ) : (
        <Button
          {...(kind === 'idle' && { look: 'primary' })}
          disabled={!isReady}
          onClick={exactSamples.start}
        >
          {kind === 'idle' ? TEXTS.exact.sample : TEXTS.exact.sampleAgain}
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
        title={<Term name="ddim">{TEXTS.exact.samplesTitle}</Term>}
        about={TEXTS.exact.samplesAbout(SAMPLE_STEPS)}
      />
      <Bar>
        <Progress />
      </Bar>
      <LabScene id="samples" className={shared.pair}>
        {DENOISERS.map((denoiser) => (
          <Row
            key={denoiser}
            denoiser={denoiser}
            name={denoiser === 'exact' ? TEXTS.exact.exact : creditOf(used)}
          />
        ))}
      </LabScene>
      <p className={shared.prose} data-chrome>
        {TEXTS.exact.moral(exactDigits)}
      </p>
    </>
  );
}
