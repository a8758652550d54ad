import { useStore } from 'zustand';
import type { ReactNode } from 'react';
import type { StageContent } from './state/stage';
import type { Mode } from '../../state/link/fields/timeline';
import { source } from '../../state/picture/source';
import { PixelCanvas } from '../../ui/PixelCanvas';
import { Badge } from '../../ui/Badge';
import { feedTerms, feedXt, liveFromT, liveT, liveWeights, useStageKind } from './feeds';
import { Live } from './Live';
import { NetworkView } from './NetworkView';
import { creditOf } from '../../state/network/usedNetwork';
import { useNetwork } from './useNetwork';
import { useView } from '../../state/link/useView';
import styles from './Stage.module.css';

interface TermProps {
  at: number;
  tone: 'signal' | 'noise' | 'plain';
  label: string;
  caption: ReactNode;
  range?: number;
  title?: string;
}

function Term({ at, tone, label, caption, range = 1, title }: TermProps) {
  return (
    <figure className={styles.term}>
      <div className={styles.weight} data-tone={tone}>
        <Live of={liveWeights[at]} /> ×
      </div>
      <PixelCanvas label={label} feed={feedTerms[at]} range={range} title={title} />
      <figcaption className={styles.caption}>{caption}</figcaption>
    </figure>
  );
}

const NOISE_RANGE = 3;
const SCALED = `Scaled for display: black is −${NOISE_RANGE}, white is +${NOISE_RANGE}.`;
const Var = ({ name, sub, hat = false }: { name: string; sub: ReactNode; hat?: boolean }) => (
  <i className={styles.var}>
    {hat ? `${name}̂` : name}
    <sub>{sub}</sub>
  </i>
);
const previousT = ({ t }: StageContent) => String(Math.max(0, t - 1));

function ClosedTerms() {
  const { origin } = useStore(source, (state) => state.picture);
  return (
    <>
      <span className={styles.sign}>=</span>
      <Term
        at={0}
        tone="signal"
        label={`x0: ${origin}`}
        caption={
          <>
            <Var name="x" sub="0" /> <Badge kind="stored" by={origin} />
          </>
        }
      />
      <span className={styles.sign}>+</span>
      <Term
        at={1}
        tone="noise"
        label="epsilon, one noise for every t"
        range={NOISE_RANGE}
        title={`Computed from the seed. ${SCALED}`}
        caption={
          <>
            <i className={styles.var}>ε</i> ∼ N(0, I)
          </>
        }
      />
    </>
  );
}

function ChainTerms() {
  return (
    <>
      <span className={styles.sign}>=</span>
      <Term
        at={0}
        tone="signal"
        label="x at t minus 1"
        caption={
          <>
            <Var name="x" sub={<Live of={previousT} />} />{' '}
            <span className={styles.words}>one step before</span>
          </>
        }
      />
      <span className={styles.sign}>+</span>
      <Term
        at={1}
        tone="noise"
        label="fresh noise of this step"
        range={NOISE_RANGE}
        title={`Computed from the seed. ${SCALED}`}
        caption={
          <>
            <Var name="ε" sub={<Live of={liveT} />} /> <span className={styles.words}>fresh noise</span>
          </>
        }
      />
    </>
  );
}

function StepTerms() {
  return (
    <>
      <span className={styles.sign}>=</span>
      <Term
        at={0}
        tone="signal"
        label="x0Hat, the network's guess one step before"
        caption={
          <>
            <Var name="x" hat sub="0" />{' '}
            <span className={styles.words}>
              guess at <Live of={liveFromT} />
            </span>
          </>
        }
      />
      <span className={styles.sign}>+</span>
      <Term
        at={1}
        tone="plain"
        label="x one step before"
        caption={
          <>
            <Var name="x" sub={<Live of={liveFromT} />} /> <span className={styles.words}>step before</span>
          </>
        }
      />
      <span className={styles.sign}>+</span>
      <Term
        at={2}
        tone="noise"
        label="z, fresh noise of this step"
        range={NOISE_RANGE}
        title={`Computed from the seed. ${SCALED}`}
        caption={
          <>
            <i className={styles.var}>z</i> <span className={styles.words}>fresh noise</span>
          </>
        }
      />
    </>
  );
}

/** Whether no step made the picture: it is where the path starts, or there is none yet. */
const isUnmade = (kind: StageContent['kind']) => kind === 'start' || kind === 'none';

/** Why there is no equation. */
function NoTerms({ mode }: { mode: Mode }) {
  const kind = useStageKind();
  if (!isUnmade(kind)) return null;
  const text =
    kind === 'none'
      ? 'The network has not sent a picture yet.'
      : mode === 'reverse'
        ? 'Here the way back starts: pure noise, N(0, I), from the seed.'
        : mode === 'denoise'
          ? 'Here the way down was stopped. From this picture the network goes back.'
          : 'Here the way down starts: the digit itself.';
  return <p className={styles.start}>{text}</p>;
}

/** The terms, where a step made the picture. Else hidden in its place: a drag that crosses the start lays out nothing. */
function Equation({ count, children }: { count: number; children: ReactNode }) {
  const unmade = isUnmade(useStageKind());
  return (
    <div className={styles.equation} data-terms={count} data-unmade={unmade} aria-hidden={unmade}>
      {children}
    </div>
  );
}

/** Where the picture comes from. */
function Origin({ forward }: { forward: boolean }) {
  const kind = useStageKind();
  const used = useNetwork();
  if (kind === 'none') return null;
  if (kind === 'step') return <Badge kind="live" by={creditOf(used)} />;
  return <Badge kind="exact" {...(kind === 'start' && !forward && { by: 'from the seed' })} />;
}

/** The equation of pictures: x_t, large, is the sum of what made it. */
export function Stage() {
  const { mode, process, chosen } = useView('mode', 'process', 'chosen');
  const forward = mode === 'forward';
  return (
    <div className={styles.stage} data-mode={mode}>
      <figure className={styles.main}>
        <PixelCanvas
          label={forward ? 'The picture x at the slider’s t' : 'The network’s picture x at the slider’s t'}
          feed={feedXt}
          className={styles.picture}
          title="Shown from −1 (black) to 1 (white); what lies beyond is cut off."
        />
        <figcaption className={styles.caption}>
          <Var name="x" sub={<Live of={liveT} />} />
          {mode === 'denoise' && <span>try {chosen + 1}</span>}
          <Origin forward={forward} />
        </figcaption>
      </figure>
      <div className={styles.sides}>
        <div className={styles.made}>
          <NoTerms mode={mode} />
          <Equation count={forward ? 2 : 3}>
            {forward ? process === 'closed' ? <ClosedTerms /> : <ChainTerms /> : <StepTerms />}
          </Equation>
        </div>
        <NetworkView />
      </div>
    </div>
  );
}
