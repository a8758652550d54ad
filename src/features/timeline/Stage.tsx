import { useStore } from 'zustand';
import type { ReactNode } from 'react';
import type { Stage as StageState } from '../../state/stage';
import { view } from '../../state/view';
import { source } from '../../state/source';
import { PixelCanvas } from '../../ui/PixelCanvas';
import { Badge } from '../../ui/Badge';
import { feedTerms, feedXt } from './feeds';
import { weight } from './format';
import { Live } from './Live';
import { NetworkView } from './NetworkView';
import styles from './Stage.module.css';

const weightAt = (i: number) => (stage: StageState) =>
  i < stage.terms.length ? weight(stage.terms[i].weight) : '–';
const weights = [weightAt(0), weightAt(1), weightAt(2)];

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
        <Live of={weights[at]} /> ×
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
const shownT = (stage: StageState) => String(stage.t);
const fromT = (stage: StageState) => String(stage.tFrom);
const previousT = (stage: StageState) => String(Math.max(0, stage.t - 1));

function ClosedTerms() {
  const { origin } = useStore(source, (state) => state.picture);
  return (
    <>
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
      <Term
        at={0}
        tone="signal"
        label="x at t minus 1"
        caption={
          <>
            <Var name="x" sub={<Live of={previousT} />} /> one step before
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
            <Var name="ε" sub={<Live of={shownT} />} /> fresh noise
          </>
        }
      />
    </>
  );
}

function StepTerms() {
  return (
    <>
      <Term
        at={0}
        tone="signal"
        label="x0Hat, the network's guess one step before"
        caption={
          <>
            <Var name="x" hat sub="0" /> guess at <Live of={fromT} />
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
            <Var name="x" sub={<Live of={fromT} />} /> step before
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
            <i className={styles.var}>z</i> fresh noise
          </>
        }
      />
    </>
  );
}

/** The equation of pictures: x_t, large, is the sum of what made it. */
export function Stage() {
  const mode = useStore(view, (state) => state.mode);
  const process = useStore(view, (state) => state.process);
  const chosen = useStore(view, (state) => state.chosen);
  const forward = mode === 'forward';
  return (
    <div className={styles.stage}>
      <figure className={styles.main}>
        <PixelCanvas
          label={forward ? 'The picture x at the slider’s t' : 'The network’s picture x at the slider’s t'}
          feed={feedXt}
          className={styles.picture}
        />
        <figcaption className={styles.caption}>
          <Var name="x" sub={<Live of={shownT} />} />
          {mode === 'denoise' && <span>try {chosen + 1}</span>}
          {forward ? <Badge kind="exact" /> : <Badge kind="live" by="shipped network" />}
        </figcaption>
      </figure>
      <div className={styles.sides}>
        <div className={styles.equation}>
          <span className={styles.sign}>=</span>
          {!forward ? <StepTerms /> : process === 'closed' ? <ClosedTerms /> : <ChainTerms />}
        </div>
        <NetworkView />
      </div>
    </div>
  );
}
