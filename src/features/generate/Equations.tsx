import { withMinusSign } from '../../diffusion/numbers/formatNumber';
import { useMemo } from 'react';
import { isSecondOrder } from '../../diffusion/steps';
import { guidanceWeights } from '../../diffusion/guidance';
import { guidanceFor, type UsedNetwork } from '../../state/network/usedNetwork';
import { useView } from '../../state/link/useView';
import { view } from '../../state/link/view';
import { Badge } from '../../ui/Badge';
import { Panel } from '../../ui/Panel';
import { Term } from '../common/glossary/Term';
import { Tex } from '../../ui/Tex';
import { formatFigures, formatWeight } from '../common/format';
import { LiveText } from '../common/LiveText';
import { RULE_SOURCES, RULES } from '../common/stepRules';
import { onPictures } from './state/grids';
import { isAtEnd, shownStep, type ShownStep } from './state/plans';
import type { Side } from './state/sides';
import { TEXTS } from './texts';
import { useSettings, useSideNetwork } from './useSide';
import shared from './Generate.module.css';
import styles from './Equations.module.css';

const GUIDED = String.raw`\hat\epsilon = (1+w)\,\hat\epsilon(x_t, c) - w\,\hat\epsilon(x_t)`;

/** The sampler's step with its numbers, which follow the slider. */
function StepNumbers({ side, used }: { side: Side; used: UsedNetwork }) {
  const { sampler, steps } = useSettings(side);
  const live = useMemo(() => {
    const text = (name: string, print: (step: ShownStep) => string, className?: string) => (
      <LiveText
        subscribe={onPictures}
        text={() => print(shownStep(view.getState(), side, used))}
        name={name}
        className={className}
      />
    );
    return {
      t: text('t', ({ t }) => String(t)),
      tPrev: text('tPrev', ({ tPrev }) => String(tPrev)),
      x0: text('x0', ({ x0 }) => withMinusSign(formatWeight(x0)), 'signal'),
      xt: text('xt', ({ xt }) => withMinusSign(formatWeight(xt))),
      z: text('z', ({ noise }) => withMinusSign(formatWeight(noise)), 'noise'),
      second: text('second', ({ second = 0 }) => withMinusSign(formatWeight(second)), 'signal'),
      number: text('number', ({ number }) => String(number)),
      which: text('which', () => (isAtEnd(view.getState()) ? TEXTS.middle : ''), styles.which),
    };
  }, [side, used]);
  return (
    <>
      <p className={shared.numbers}>
        <Tex tex="x" />
        <sub>{live.tPrev}</sub> = {live.x0} <Tex tex="\hat x_0" /> + {live.xt} <Tex tex="x" />
        <sub>{live.t}</sub> +{' '}
        {isSecondOrder(sampler) ? (
          <>
            {live.second} <Tex tex="\hat x_0'" />
          </>
        ) : (
          <>
            {live.z} <Tex tex="z" />
          </>
        )}
      </p>
      <p className={shared.note}>
        {TEXTS.stepFrom}
        {live.t}
        {TEXTS.stepTo}
        {live.tPrev}
        {TEXTS.stepNumber}
        {live.number}
        {TEXTS.stepCount(steps)}
        {live.which}.
      </p>
    </>
  );
}

/** The rules of a side. */
function SideEquations({ side, name }: { side: Side; name: string }) {
  const { sampler, label, guidance } = useSettings(side);
  const used = useSideNetwork(side);
  if (!used) return null;
  const w = guidanceFor(used, label, guidance);
  const weights = guidanceWeights(w);
  return (
    <section className={styles.side} aria-label={TEXTS.stepOf(name)}>
      {name && <b className={shared.letter}>{name}</b>}
      <div>
        <div className={styles.equation}>
          <Tex tex={RULES[sampler]} display />
        </div>
        <StepNumbers side={side} used={used} />
        <p className={styles.source}>{RULE_SOURCES[sampler]}.</p>
        {w !== 0 && (
          <>
            <div className={styles.equation}>
              <Tex tex={GUIDED} display />
            </div>
            <p className={shared.numbers}>
              <Tex tex="\hat\epsilon" /> ={' '}
              <span data-number="conditional">{formatFigures(weights.conditional)}</span>{' '}
              <Tex tex="\hat\epsilon(x_t, c)" /> −{' '}
              <span data-number="unconditional">{formatFigures(-weights.unconditional)}</span>{' '}
              <Tex tex="\hat\epsilon(x_t)" />
            </p>
            <p className={styles.source}>{TEXTS.guidanceSource}</p>
          </>
        )}
      </div>
    </section>
  );
}

/** The rule that makes the pictures, with the numbers of one step. */
export function Equations() {
  const { comparing } = useView('comparing');
  return (
    <Panel
      title={
        <>
          {TEXTS.stepPanel} <Term name="x0Hat" />
        </>
      }
      aside={<Badge kind="exact" />}
    >
      <div className={styles.equations}>
        <SideEquations side="a" name={comparing ? 'A' : ''} />
        {comparing && <SideEquations side="b" name="B" />}
      </div>
    </Panel>
  );
}
