import { useEffect, useRef } from 'react';
import { fixed, precise } from '../../../diffusion/numbers/formatNumber';
import { view } from '../../../state/link/view';
import { Tex } from '../../../ui/Tex';
import { BOUND_SCHEDULE, onDerivation, shownBound } from '../state/derivation';
import { Live, shown } from './Numbers';
import { TEXTS } from './texts';
import styles from './Waterfall.module.css';

const { terms } = TEXTS;

type Bound = ReturnType<typeof shownBound>;

/** Three decimals, or two figures where these would say little. */
const nats = (value: number): string => (Math.abs(value) < 0.05 ? precise(value, 2) : fixed(value, 3));

/** The columns: each term, their sum, and what it bounds. */
const COLUMNS = [
  { tex: 'L_T', name: 'boundPrior', value: ({ prior }: Bound) => prior },
  ...Array.from({ length: BOUND_SCHEDULE.T - 1 }, (_, i) => ({
    tex: `L_{${BOUND_SCHEDULE.T - 1 - i}}`,
    name: `boundStep${BOUND_SCHEDULE.T - 1 - i}`,
    value: ({ steps }: Bound) => steps[i],
  })),
  { tex: 'L_0', name: 'boundDecoder', value: ({ decoder }: Bound) => decoder },
  { tex: String.raw`\textstyle\sum`, name: 'boundTotal', value: ({ sum }: Bound) => sum },
  { tex: String.raw`-\log p`, name: 'boundBelow', value: ({ surprise }: Bound) => surprise },
].map((column) => ({
  ...column,
  number: shown(column.name, (state) => nats(column.value(shownBound(state)))),
}));
const TERMS = COLUMNS.length - 2;

/** From where to where each column reaches: terms stand on each other, the last two on 0. */
function reaches(bound: Bound): readonly (readonly [number, number])[] {
  let total = 0;
  return COLUMNS.map(({ value }, i) => {
    const from = i < TERMS ? total : 0;
    if (i < TERMS) total += value(bound);
    return [from, from + value(bound)];
  });
}

/** The terms of the bound, each on top of the one before. */
export function Waterfall() {
  const field = useRef<HTMLDivElement>(null);
  useEffect(
    () =>
      onDerivation(() => {
        const bars = reaches(shownBound(view.getState()));
        const ends = bars.flat();
        const low = Math.min(0, ...ends);
        const span = Math.max(0, ...ends) - low;
        const place = (value: number): string => `${(100 * (value - low)) / span}%`;
        field.current?.querySelectorAll<HTMLElement>('[data-zero]').forEach((line) => {
          line.style.bottom = place(0);
        });
        field.current?.querySelectorAll<HTMLElement>('[data-bar]').forEach((bar, i) => {
          const [from, to] = bars[i];
          bar.style.bottom = place(Math.min(from, to));
          bar.style.height = `${(100 * Math.abs(to - from)) / span}%`;
        });
      }),
    [],
  );
  return (
    <div className={styles.waterfall}>
      <div ref={field} className={styles.field} role="img" aria-label={terms.waterfall}>
        <span className={styles.zero} data-zero />
        {COLUMNS.map(({ name }, i) => (
          <span key={name} className={styles.column} data-is={i < TERMS ? 'term' : name}>
            <span data-bar />
          </span>
        ))}
      </div>
      <div className={styles.names}>
        {COLUMNS.map(({ tex, name, number }) => (
          <span key={name}>
            <Tex tex={tex} />
            <Live of={number} />
          </span>
        ))}
      </div>
    </div>
  );
}
