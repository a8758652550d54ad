import { Fragment, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Sampler } from '../../diffusion/steps';
import type { Mode } from '../../state/link/fields/timeline';
import { source } from '../../state/picture/source';
import { PixelCanvas } from '../../ui/PixelCanvas';
import { Badge } from '../../ui/Badge';
import { PHONE, useMedia } from '../../ui/useMedia';
import { AtLevel } from '../common/setting/AtLevel';
import { DrawButton } from '../common/picture/DrawButton';
import { feedTerms, feedXt, hasNoTerms, liveFromT, liveT, liveWeights, useStageKind } from './feeds';
import { Live } from './Live';
import { NetworkView } from './NetworkView';
import { creditOf } from '../../state/network/usedNetwork';
import { useNetwork } from './useNetwork';
import { useView } from '../../state/link/useView';
import { Term as Glossary } from '../common/glossary/Term';
import { Symbol } from './Symbol';
import { TEXTS } from './texts';
import { Tries } from './Tries';
import styles from './Stage.module.css';

const NOISE_RANGE = 3;

type Tone = 'signal' | 'noise' | 'plain';

interface TermProps {
  label: string;
  caption: ReactNode;
  /** By default that of its place: the first is signal, the last noise. */
  tone?: Tone;
}

/** A term of the equation: its weight, and the picture that is multiplied by it. */
function Term({ at, tone, label, caption }: Required<TermProps> & { at: number }) {
  return (
    <figure className={styles.term}>
      <div className={styles.weight} data-tone={tone}>
        <Live of={liveWeights[at]} /> ×
      </div>
      <PixelCanvas
        label={label}
        feed={feedTerms[at]}
        {...(tone === 'noise' && { range: NOISE_RANGE, title: TEXTS.noiseTitle })}
      />
      <figcaption className={styles.caption}>{caption}</figcaption>
    </figure>
  );
}

const captioned = (symbol: ReactNode, words: ReactNode) => (
  <>
    {symbol} <span className={styles.words}>{words}</span>
  </>
);
const guess = (
  <>
    {TEXTS.digitSeen}{' '}
    <AtLevel from="course">
      <span className={styles.together}>
        {TEXTS.at} t = <Live of={liveFromT} />
      </span>
    </AtLevel>
  </>
);

/** The first two terms of a step of the network. */
const STEP: readonly TermProps[] = [
  {
    label: "x0Hat, the network's guess one step before",
    caption: captioned(<Symbol name="x" hat sub="0" />, guess),
  },
  {
    label: 'x one step before',
    caption: captioned(<Symbol name="x" sub={<Live of={liveFromT} />} />, TEXTS.stateBefore),
  },
];
const second = (sampler: 'heun' | 'dpmpp-2m') => (): readonly TermProps[] => [
  ...STEP,
  {
    label: `x0Hat, a second guess: ${TEXTS.secondGuess[sampler]}`,
    caption: captioned(<Symbol name="x" hat sub="0′" />, TEXTS.secondGuess[sampler]),
    tone: 'signal',
  },
];
const fresh = (): readonly TermProps[] => [
  ...STEP,
  { label: 'z, fresh noise of this step', caption: captioned(<Symbol name="z" />, TEXTS.freshNoise) },
];

/** What made x_t, by how: the closed form, a step of the chain, a step of the network by a sampler. */
const TERMS: Readonly<Record<'closed' | 'chain' | Sampler, (origin: string) => readonly TermProps[]>> = {
  closed: (origin) => [
    {
      label: `x0: ${origin}`,
      caption: (
        <>
          <Symbol name="x" sub="0" plain={TEXTS.digit} />{' '}
          {origin.startsWith('MNIST') ? (
            <Glossary name="mnist">
              <Badge kind="stored" by={origin} />
            </Glossary>
          ) : (
            <Badge kind="stored" by={origin} />
          )}
        </>
      ),
    },
    {
      label: 'epsilon, one noise for every t',
      caption: captioned(<Symbol name="ε" />, TEXTS.sameNoise),
    },
  ],
  chain: () => [
    {
      label: 'x at t minus 1',
      caption: captioned(<Symbol name="x" sub={<Live of={liveFromT} />} />, TEXTS.stepBefore),
    },
    {
      label: 'fresh noise of this step',
      caption: captioned(<Symbol name="ε" sub={<Live of={liveT} />} />, TEXTS.freshNoise),
    },
  ],
  ddpm: fresh,
  ddim: fresh,
  heun: second('heun'),
  'dpmpp-2m': second('dpmpp-2m'),
};

/** The terms of x_t. Where no step made it they are hidden but keep their place: a drag across the start lays out nothing. */
function Equation({ mode, terms }: { mode: Mode; terms: readonly TermProps[] }) {
  const kind = useStageKind();
  const isHidden = hasNoTerms(kind);
  return (
    <>
      {isHidden && (
        <p className={styles.start}>{kind === 'none' ? TEXTS.nothingYet : TEXTS.startsAt[mode]}</p>
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
  const badge = kind === 'step' ? 'live' : 'exact';
  const by = kind === 'step' ? creditOf(used) : kind === 'start' && !forward ? TEXTS.fromSeed : undefined;
  return (
    <Glossary name={badge}>
      <Badge kind={badge} {...(by !== undefined && { by })} />
    </Glossary>
  );
}

/** The equation of pictures: x_t, large, is the sum of what made it. */
export function Stage({ onDraw }: { onDraw: () => void }) {
  const { mode, process, sampler, chosen } = useView('mode', 'process', 'sampler', 'chosen');
  const origin = useStore(source, ({ picture }) => picture.origin);
  const forward = mode === 'forward';
  const isPhone = useMedia(PHONE);
  const kind = forward ? process : sampler;
  return (
    <div className={styles.stage}>
      <div className={styles.grid} data-mode={mode}>
        <figure className={styles.main}>
          <PixelCanvas
            label={forward ? TEXTS.picture : TEXTS.networkPicture}
            feed={feedXt}
            className={styles.picture}
            title={TEXTS.pictureTitle}
          />
          <figcaption className={styles.caption}>
            <span>
              <Symbol name="x" sub={<Live of={liveT} />} plain={TEXTS.plainPicture} /> <Glossary name="xt" />
            </span>
            {mode === 'denoise' && <span>{TEXTS.try(chosen + 1)}</span>}
            <Origin forward={forward} />
            {isPhone && forward && (
              <span className={styles.draw}>
                <DrawButton onOpen={onDraw} />
              </span>
            )}
          </figcaption>
        </figure>
        <div className={styles.sides}>
          <div className={styles.made}>
            <Equation key={kind} mode={mode} terms={TERMS[kind](origin)} />
          </div>
          {mode === 'denoise' ? <Tries /> : <NetworkView />}
        </div>
      </div>
    </div>
  );
}
