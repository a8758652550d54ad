import { Fragment, useLayoutEffect, useRef } from 'react';
import { inFrame } from '../../state/inFrame';
import { view } from '../../state/link/view';
import { T } from '../../state/picture/forwardPath';
import { Tex } from '../../ui/Tex';
import { formatWeight } from '../common/format';
import { tAtPlace } from './state/place';
import type { RuleStep } from './state/rules';
import styles from './StepNumbers.module.css';

export interface StepNumbersProps {
  /** The step at t. Pass the same function at every render. */
  stepAt: (t: number) => RuleStep;
  /** Whether epsilon is the recorded noise, and not a prediction. */
  recorded: boolean;
}

/** In the order of the equation. */
const PARTS = [
  { name: 'x0Hat', tex: String.raw`\hat x_0`, tone: 'signal' },
  { name: 'xt', tex: 'x', tone: undefined },
  { name: 'epsilonHat', tex: String.raw`\hat\epsilon`, tone: 'noise' },
  { name: 'z', tex: 'z', tone: 'noise' },
] as const;

/** The equation of the step at the place, with the numbers that move the particles or the pictures. */
export function StepNumbers({ stepAt, recorded }: StepNumbersProps) {
  const line = useRef<HTMLParagraphElement>(null);
  // All steps have the same terms as the first; in the last a coefficient may be 0.
  const { terms: first } = stepAt(T);
  const parts = PARTS.filter(({ name }) => first[name] !== 0);
  useLayoutEffect(
    () =>
      inFrame(() => {
        const { t, tPrev, terms } = stepAt(tAtPlace(view.getState()));
        const texts: Record<string, string> = { t: String(t), tPrev: String(tPrev) };
        for (const { name } of PARTS) texts[name] = formatWeight(Math.abs(terms[name]));
        for (const span of line.current?.querySelectorAll<HTMLElement>('[data-number]') ?? [])
          span.textContent = texts[span.dataset.number ?? ''];
      }, [view]),
    [stepAt],
  );
  return (
    <p ref={line} className={styles.numbers}>
      <span className={styles.part}>
        <Tex tex="x" />
        <sub data-number="tPrev" /> =
      </span>
      {parts.map(({ name, tex, tone }, i) => (
        <Fragment key={name}>
          {' '}
          <span className={styles.part}>
            {first[name] < 0 ? '− ' : i > 0 ? '+ ' : ''}
            {/* The additive process takes x unchanged. */}
            {!(name === 'xt' && first.x0Hat === 0) && (
              <>
                <span data-number={name} className={tone} />{' '}
              </>
            )}
            <Tex tex={name === 'epsilonHat' && recorded ? String.raw`\epsilon` : tex} />
            {(name === 'xt' || (name === 'epsilonHat' && (recorded || first.xt === 0))) && (
              <sub data-number="t" />
            )}
          </span>
        </Fragment>
      ))}
    </p>
  );
}
