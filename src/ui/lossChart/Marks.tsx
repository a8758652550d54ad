import type { ReactNode } from 'react';
import { figures } from '../../diffusion/numbers/formatNumber';
import { place } from './axis';
import type { Axis } from '../chart/series';
import styles from './Marks.module.css';

/** A loss to compare with: a thin line with a name, and the reason why it is there. */
export interface LossMark {
  readonly value: number;
  readonly label: string;
  readonly why: ReactNode;
  /** The axis reaches it, wherever the losses are. */
  readonly isOnAxis?: true;
}

/** Two labels nearer than this share of the height would lie on each other. */
const NEAR = 0.13;
/** A line nearer than this to the top has no room for its label above it. */
const ROOM = 0.22;

interface Props {
  marks: readonly LossMark[];
  axis: Axis;
  /** The label of the mark that is explained, and the id of the element that explains it. */
  explained: string | undefined;
  card: string;
  onExplain: (label: string | undefined) => void;
}

/** Thin labelled lines over the plot. One above the axis is named at its top with an arrow; one below is left out. */
export function Marks({ marks, axis, ...explanation }: Props) {
  const placed = marks
    .map((mark) => ({ ...mark, at: place(mark.value, axis) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => b.at - a.at);
  const above = placed.filter(({ at }) => at > 1);
  const inside = placed.filter(({ at }) => at <= 1);
  return (
    <div className={styles.marks}>
      {above.length > 0 && (
        <div className={styles.above} data-lower={inside.some((mark) => mark.at > 1 - NEAR)}>
          {above.map((mark) => (
            <Label key={mark.label} {...mark} {...explanation} arrow />
          ))}
        </div>
      )}
      {inside.map((mark, i) => {
        const crowded = at(inside[i - 1]) - mark.at < NEAR || mark.at > 1 - ROOM || mark.isOnAxis === true;
        return (
          <div
            key={mark.label}
            className={styles.mark}
            style={{ bottom: `${(100 * mark.at).toFixed(2)}%` }}
            data-below={crowded}
          >
            <Label {...mark} {...explanation} />
          </div>
        );
      })}
    </div>
  );
}

const at = (mark: { at: number } | undefined) => mark?.at ?? Infinity;

type LabelProps = Omit<LossMark, 'why'> & Omit<Props, 'marks' | 'axis'> & { arrow?: boolean };

function Label({ value, label, explained, card, onExplain, arrow = false }: LabelProps) {
  const open = explained === label;
  return (
    <button
      type="button"
      className={styles.markLabel}
      aria-expanded={open}
      aria-controls={card}
      onClick={() => onExplain(open ? undefined : label)}
    >
      {arrow && '↑ '}
      {label}: <b>{figures(value, 3)}</b>
    </button>
  );
}
