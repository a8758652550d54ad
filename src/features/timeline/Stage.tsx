import { Fragment, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Mode } from '../../state/link/fields/timeline';
import { source } from '../../state/picture/source';
import { PixelCanvas } from '../../ui/PixelCanvas';
import { Badge } from '../../ui/Badge';
import { feedTerms, feedXt, hasNoTerms, liveFromT, liveT, liveWeights, useStageKind } from './feeds';
import { Live } from './Live';
import { NetworkView } from './NetworkView';
import { creditOf } from '../../state/network/usedNetwork';
import { useNetwork } from './useNetwork';
import { useView } from '../../state/link/useView';
import styles from './Stage.module.css';

const NOISE_RANGE = 3;
const SCALED = `Scaled for display: black is −${NOISE_RANGE}, white is +${NOISE_RANGE}.`;

interface TermProps {
  label: string;
  caption: ReactNode;
}

type Tone = 'signal' | 'noise' | 'plain';

/** A term of the equation: its weight, and the picture that is multiplied by it. */
function Term({ at, tone, label, caption }: TermProps & { at: number; tone: Tone }) {
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

const Var = ({ name, sub, hat = false }: { name: string; sub?: ReactNode; hat?: boolean }) => (
  <i className={styles.var}>
    {hat ? `${name}̂` : name}
    {sub !== undefined && <sub>{sub}</sub>}
  </i>
);
const captioned = (symbol: ReactNode, words: ReactNode) => (
  <>
    {symbol} <span className={styles.words}>{words}</span>
  </>
);
const guess = (
  <>
    guess at <Live of={liveFromT} />
  </>
);

/** What made x_t, by how: the closed form, a step of the chain, a step of the network. */
const TERMS: Readonly<Record<'closed' | 'chain' | 'step', (origin: string) => readonly TermProps[]>> = {
  closed: (origin) => [
    {
      label: `x0: ${origin}`,
      caption: (
        <>
          <Var name="x" sub="0" /> <Badge kind="stored" by={origin} />
        </>
      ),
    },
    {
      label: 'epsilon, one noise for every t',
      caption: (
        <>
          <Var name="ε" /> ∼ N(0, I)
        </>
      ),
    },
  ],
  chain: () => [
    {
      label: 'x at t minus 1',
      caption: captioned(<Var name="x" sub={<Live of={liveFromT} />} />, 'one step before'),
    },
    {
      label: 'fresh noise of this step',
      caption: captioned(<Var name="ε" sub={<Live of={liveT} />} />, 'fresh noise'),
    },
  ],
  step: () => [
    {
      label: "x0Hat, the network's guess one step before",
      caption: captioned(<Var name="x" hat sub="0" />, guess),
    },
    {
      label: 'x one step before',
      caption: captioned(<Var name="x" sub={<Live of={liveFromT} />} />, 'step before'),
    },
    { label: 'z, fresh noise of this step', caption: captioned(<Var name="z" />, 'fresh noise') },
  ],
};

/** Why there is no equation where a path starts. */
const START_TEXTS: Readonly<Record<Mode, string>> = {
  forward: 'Here the way down starts: the digit itself.',
  reverse: 'Here the way back starts: pure noise, N(0, I), from the seed.',
  denoise: 'Here the way down was stopped. From this picture the network goes back.',
};

/** The terms of x_t. Where no step made it they are hidden but keep their place: a drag across the start lays out nothing. */
function Equation({ mode, terms }: { mode: Mode; terms: readonly TermProps[] }) {
  const kind = useStageKind();
  const isHidden = hasNoTerms(kind);
  return (
    <>
      {isHidden && (
        <p className={styles.start}>
          {kind === 'none' ? 'The network has not sent a picture yet.' : START_TEXTS[mode]}
        </p>
      )}
      <div
        className={styles.equation}
        data-terms={terms.length}
        data-unmade={isHidden}
        aria-hidden={isHidden}
      >
        {terms.map((term, at) => (
          <Fragment key={at}>
            <span className={styles.sign}>{at === 0 ? '=' : '+'}</span>
            <Term
              at={at}
              tone={at === 0 ? 'signal' : at === terms.length - 1 ? 'noise' : 'plain'}
              {...term}
            />
          </Fragment>
        ))}
      </div>
    </>
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
  const kind = forward ? process : 'step';
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
          <Equation key={kind} mode={mode} terms={TERMS[kind](origin)} />
        </div>
        <NetworkView />
      </div>
    </div>
  );
}
