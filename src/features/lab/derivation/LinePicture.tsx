import { useEffect, useRef, type ReactNode } from 'react';
import { fixed } from '../../../diffusion/numbers/formatNumber';
import type { ViewState } from '../../../state/link/fields/table';
import { view } from '../../../state/link/view';
import { onDerivation } from '../state/derivation';
import { SIDE } from './curves';
import styles from './LinePicture.module.css';

/** A curve of a picture, as its key shows it. */
interface Curve {
  readonly name: ReactNode;
  readonly tone: 'a' | 'b' | 'c';
  readonly look: 'line' | 'dashed' | 'area';
}

interface Props {
  /** The picture in words. */
  label: string;
  curves: readonly Curve[];
  /** SVG paths in a square of 1000, one for each curve. Keep it stable. */
  paths: (state: ViewState) => readonly string[];
  /** The axis runs from -range to range. */
  range?: number;
  /** Lines below the curves, on the same axis: what one drags, and what follows from it. */
  children?: ReactNode;
}

/** The axis of a picture. */
export const RANGE = 3;

/** Ticks of an axis, and how many of them there are between its middle and its end. */
export function Ticks({ range }: { range: number }) {
  return (
    <div className={styles.ticks} aria-hidden="true">
      {[-3, -2, -1, 0, 1, 2, 3].map((third) => (
        <span key={third} style={{ left: `${(100 * (third + 3)) / 6}%` }}>
          {fixed((third * range) / 3, range % 3 === 0 || third === 0 ? 0 : 1)}
        </span>
      ))}
    </div>
  );
}

/** The names of curves, each with its mark. */
const Key = ({ curves }: { curves: readonly Curve[] }) => (
  <p className={styles.key}>
    {curves.map(({ name, tone, look }, i) => (
      <span key={i} data-tone={tone} data-look={look}>
        {name}
      </span>
    ))}
  </p>
);

/** Curves over a line of numbers, drawn outside React whenever the view or the samples change. */
export function LinePicture({ label, curves, paths, range = RANGE, children }: Props) {
  const drawing = useRef<SVGSVGElement>(null);
  useEffect(
    () =>
      onDerivation(() => {
        const drawn = paths(view.getState());
        drawing.current
          ?.querySelectorAll('[data-curve]')
          .forEach((path, i) => path.setAttribute('d', drawn[i] ?? ''));
      }),
    [paths],
  );
  return (
    <div className={styles.picture}>
      <div className={styles.plot} role="img" aria-label={label}>
        <svg ref={drawing} viewBox={`0 0 ${SIDE} ${SIDE}`} preserveAspectRatio="none" aria-hidden="true">
          <path className={styles.middle} d={`M${SIDE / 2} 0V${SIDE}`} />
          {curves.map(({ tone, look }, i) => (
            <path key={i} data-curve data-tone={tone} data-look={look} />
          ))}
        </svg>
      </div>
      {children}
      <Ticks range={range} />
      <Key curves={curves} />
    </div>
  );
}
