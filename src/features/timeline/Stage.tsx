import { Fragment, type ReactNode } from 'react';
import { useStore } from 'zustand';
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

const NOISE_RANGE = 3;
const SCALED = `Scaled for display: black is −${NOISE_RANGE}, white is +${NOISE_RANGE}.`;

interface TermProps {
  tone: 'signal' | 'noise' | 'plain';
  label: string;
  caption: ReactNode;
}

/** A term of the equation: its weight, and the picture that is multiplied by it. */
function Term({ at, tone, label, caption }: TermProps & { at: number }) {
  return (
    <figure className={styles.term}>
      <div className={styles.weight} data-tone={tone}>
        <Live of={liveWeights[at]} /> ×
      </div>
      <PixelCanvas
        label={label}
        feed={feedTerms[at]}
        {...(tone === 'noise' && { range: NOISE_RANGE, title: `Computed from the seed. ${SCALED}` })}
      />
      <figcaption className={styles.caption}>{caption}</figcaption>
    </figure>
  );
}

const Var = ({ name, sub, hat = false }: { name: string; sub: ReactNode; hat?: boolean }) => (
  <i className={styles.var}>
    {hat ? `${name}̂` : name}
    <sub>{sub}</sub>
  </i>
);
const Words = ({ children }: { children: ReactNode }) => <span className={styles.words}>{children}</span>;
const previousT = ({ t }: StageContent) => String(Math.max(0, t - 1));

/** What made x_t, by how: the closed form, a step of the chain, a step of the network. */
const TERMS: Readonly<Record<'closed' | 'chain' | 'step', (origin: string) => readonly TermProps[]>> = {
  closed: (origin) => [
    {
      tone: 'signal',
      label: `x0: ${origin}`,
      caption: (
        <>
          <Var name="x" sub="0" /> <Badge kind="stored" by={origin} />
        </>
      ),
    },
    {
      tone: 'noise',
      label: 'epsilon, one noise for every t',
      caption: (
        <>
          <i className={styles.var}>ε</i> ∼ N(0, I)
        </>
      ),
    },
  ],
  chain: () => [
    {
      tone: 'signal',
      label: 'x at t minus 1',
      caption: (
        <>
          <Var name="x" sub={<Live of={previousT} />} /> <Words>one step before</Words>
        </>
      ),
    },
    {
      tone: 'noise',
      label: 'fresh noise of this step',
      caption: (
        <>
          <Var name="ε" sub={<Live of={liveT} />} /> <Words>fresh noise</Words>
        </>
      ),
    },
  ],
  step: () => [
    {
      tone: 'signal',
      label: "x0Hat, the network's guess one step before",
      caption: (
        <>
          <Var name="x" hat sub="0" />{' '}
          <Words>
            guess at <Live of={liveFromT} />
          </Words>
        </>
      ),
    },
    {
      tone: 'plain',
      label: 'x one step before',
      caption: (
        <>
          <Var name="x" sub={<Live of={liveFromT} />} /> <Words>step before</Words>
        </>
      ),
    },
    {
      tone: 'noise',
      label: 'z, fresh noise of this step',
      caption: (
        <>
          <i className={styles.var}>z</i> <Words>fresh noise</Words>
        </>
      ),
    },
  ],
};

/** Whether no step made the picture: the path starts there, or there is none yet. */
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

/** The terms of x_t. Where no step made it they are hidden but keep their place: a drag across the start lays out nothing. */
function Equation({ terms }: { terms: readonly TermProps[] }) {
  const unmade = isUnmade(useStageKind());
  return (
    <div className={styles.equation} data-terms={terms.length} data-unmade={unmade} aria-hidden={unmade}>
      {terms.map((term, at) => (
        <Fragment key={at}>
          <span className={styles.sign}>{at === 0 ? '=' : '+'}</span>
          <Term at={at} {...term} />
        </Fragment>
      ))}
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
  const origin = useStore(source, ({ picture }) => picture.origin);
  const forward = mode === 'forward';
  const making = forward ? process : 'step';
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
          <Equation key={making} terms={TERMS[making](origin)} />
        </div>
        <NetworkView />
      </div>
    </div>
  );
}
