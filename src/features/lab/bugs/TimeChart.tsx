import { SIDES, type Side } from '../../../diffusion/bugs/names';
import { linePath } from '../../../ui/svgPath';
import { SIDE } from '../derivation/curves';
import { Plot } from './Plot';
import { TEXTS } from './texts';

interface Props {
  title: string;
  label: string;
  /** Where on the way each state stands, 0 for noise and 1 for data, and its number. */
  points: Readonly<Record<Side, readonly { readonly at: number; readonly value: number }[]>>;
}

/** The axis ends there at least: what goes well stays near 1. */
const LEAST_TOP = 1.6;
const TICKS = [
  { at: 0, text: TEXTS.particles.start },
  { at: 1, text: TEXTS.particles.end },
];

/** A number of both programs on the way from noise to data. */
export function TimeChart({ title, label, points }: Props) {
  const most = Math.max(...SIDES.flatMap((side) => points[side].map(({ value }) => value)));
  const top = Math.max(LEAST_TOP, 1.08 * most);
  const pathOf = (side: Side): string =>
    linePath(
      points[side],
      ({ at }) => SIDE * at,
      ({ value }) => SIDE * (1 - value / top),
    );
  const paths = { right: pathOf('right'), wrong: pathOf('wrong') };
  // In a high chart 0 and 1 would stand on each other.
  const marks = [...(top < 5 ? [0] : []), 1, ...(top > 2 ? [Math.floor(top)] : [])];
  return (
    <Plot
      title={title}
      label={label}
      marks={marks.map((value) => ({ at: value / top, text: String(value) }))}
      ticks={TICKS}
      pathsAt={() => paths}
      look="line"
    />
  );
}
