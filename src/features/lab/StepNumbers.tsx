import { Fragment, useEffect, useRef } from 'react';
import { inFrame } from '../../state/inFrame';
import { view } from '../../state/link/view';
import { T } from '../../state/picture/forwardPath';
import { Tex } from '../../ui/Tex';
import { formatWeight } from '../common/format';
import { tAtPlace } from './state/place';
import type { RuleStep } from './state/rules';
import styles from './StepNumbers.module.css';

interface Props {
  /** The step at t. Keep it stable. */
  stepAt: (t: number) => RuleStep;
  /** Whether epsilon is the recorded noise, and not a prediction. */
  recorded: boolean;
}

const ORDER = ['x0Hat', 'xt', 'epsilonHat', 'z'] as const;
const SYMBOLS = {
  x0Hat: String.raw`\hat x_0`,
  xt: 'x',
  epsilonHat: String.raw`\hat\epsilon`,
  z: 'z',
} as const;
const TONES = { x0Hat: 'signal', xt: undefined, epsilonHat: 'noise', z: 'noise' } as const;

/** The equation of the step at the place, with the numbers that move the particles or the pictures. */
export function StepNumbers({ stepAt, recorded }: Props) {
  const line = useRef<HTMLParagraphElement>(null);
  // Every step has the parts of the first; the last may multiply one by 0.
  const { terms: first } = stepAt(T);
  const parts = ORDER.filter((part) => first[part] !== 0);
  useEffect(
    () =>
      inFrame(() => {
        const { t, tPrev, terms } = stepAt(tAtPlace(view.getState()));
        const texts: Record<string, string> = { t: String(t), tPrev: String(tPrev) };
        for (const part of ORDER) texts[part] = formatWeight(Math.abs(terms[part]));
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
      {parts.map((part, i) => (
        <Fragment key={part}>
          {' '}
          <span className={styles.part}>
            {first[part] < 0 ? '− ' : i > 0 ? '+ ' : ''}
            {/* The additive process takes x unchanged. */}
            {!(part === 'xt' && first.x0Hat === 0) && (
              <>
                <span data-number={part} className={TONES[part]} />{' '}
              </>
            )}
            <Tex tex={part === 'epsilonHat' && recorded ? String.raw`\epsilon` : SYMBOLS[part]} />
            {(part === 'xt' || (part === 'epsilonHat' && (recorded || !parts.includes('xt')))) && (
              <sub data-number="t" />
            )}
          </span>
        </Fragment>
      ))}
    </p>
  );
}
