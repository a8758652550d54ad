import { useMemo } from 'react';
import { guidanceWeights } from '../../diffusion/guidance';
import { guidanceFor, type UsedNetwork } from '../../state/network/usedNetwork';
import { useView } from '../../state/link/useView';
import { view } from '../../state/link/view';
import { Badge } from '../../ui/Badge';
import { Panel } from '../../ui/Panel';
import { Tex } from '../../ui/Tex';
import { formatFigures, withMinusSign, formatWeight } from '../common/format';
import { LiveText } from '../common/LiveText';
import { RULE_SOURCES, RULES } from '../common/stepRules';
import { onPictures } from './state/grids';
import { isAtEnd, shownStep, type ShownStep } from './state/plans';
import type { Side } from './state/sides';
import { useSettings, useUsed } from './useSide';
import shared from './Generate.module.css';
import styles from './Equations.module.css';

const GUIDED = String.raw`\hat\epsilon = (1+w)\,\hat\epsilon(x_t, c) - w\,\hat\epsilon(x_t)`;

/** The sampler's step with its numbers, which follow the slider. */
function StepNumbers({ side, used }: { side: Side; used: UsedNetwork }) {
  const { steps } = useSettings(side);
  const live = useMemo(() => {
    const text = (name: string, textOf: (step: ShownStep) => string, className?: string) => (
      <LiveText
        on={onPictures}
        of={() => textOf(shownStep(view.getState(), side, used))}
        name={name}
        {...(className !== undefined && { className })}
      />
    );
    return {
      t: text('t', ({ t }) => String(t)),
      tPrev: text('tPrev', ({ tPrev }) => String(tPrev)),
      x0: text('x0', ({ x0 }) => withMinusSign(formatWeight(x0)), 'signal'),
      xt: text('xt', ({ xt }) => withMinusSign(formatWeight(xt))),
      z: text('z', ({ noise }) => withMinusSign(formatWeight(noise)), 'noise'),
      number: text('number', ({ number }) => String(number)),
      which: text('which', () =>
        isAtEnd(view.getState()) ? ', the middle one; the slider chooses others' : '',
      ),
    };
  }, [side, used]);
  return (
    <>
      <p className={shared.numbers}>
        <Tex tex="x" />
        <sub>{live.tPrev}</sub> = {live.x0} <Tex tex="\hat x_0" /> + {live.xt} <Tex tex="x" />
        <sub>{live.t}</sub> + {live.z} <Tex tex="z" />
      </p>
      <p className={shared.note}>
        From t = {live.t} to {live.tPrev}: step {live.number} of {steps}
        {live.which}.
      </p>
    </>
  );
}

/** The rules of a side. */
function OfSide({ side, name }: { side: Side; name: string }) {
  const { sampler, label, guidance } = useSettings(side);
  const used = useUsed(side);
  if (!used) return null;
  const w = guidanceFor(used, label, guidance);
  const weights = guidanceWeights(w);
  return (
    <section aria-label={`The step${name && ` of ${name}`} in numbers`}>
      {name && <b className={shared.letter}>{name}</b>}
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
          <p className={styles.source}>
            Classifier-free guidance (Ho &amp; Salimans 2022, equation 6): the network is asked twice, with
            the class c and without, and goes beyond the first, away from the second.
          </p>
        </>
      )}
    </section>
  );
}

/** The rule that makes the pictures, with the numbers of one step. */
export function Equations() {
  const { comparing } = useView('comparing');
  return (
    <Panel title="The step, in numbers" aside={<Badge kind="exact" />}>
      <div className={styles.equations}>
        <OfSide side="a" name={comparing ? 'A' : ''} />
        {comparing && <OfSide side="b" name="B" />}
      </div>
    </Panel>
  );
}
