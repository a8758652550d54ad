import { median } from '../../diffusion/numbers/nearness';
import { TEXTS } from './texts';
import styles from './Distances.module.css';

const WIDTH = 480;
const HEIGHT = 96;
const FOOT = 42;
const BINS = 24;

interface Props {
  /** The distance of each unseen digit to its nearest training digit. */
  unseen: readonly number[];
  sample: number;
  /** The class of the unseen digits. */
  label: number;
}

/** A histogram of how near unseen digits come to a training digit, and where the sample lies. */
export function Distances({ unseen, sample, label }: Props) {
  const top = Math.ceil(Math.max(sample, ...unseen, 1) + 0.5);
  const x = (distance: number): number => (WIDTH * distance) / top;
  const counts = Array.from({ length: BINS }, () => 0);
  for (const distance of unseen) counts[Math.min(BINS - 1, Math.floor((BINS * distance) / top))]++;
  const most = Math.max(...counts, 1);
  const width = WIDTH / BINS;
  const middle = unseen.length === 0 ? undefined : median(unseen);
  const ticks = Array.from({ length: Math.floor(top / 2) + 1 }, (_, i) => 2 * i);
  return (
    <svg
      className={styles.distances}
      viewBox={`0 0 ${WIDTH} ${HEIGHT + FOOT}`}
      role="img"
      aria-label={TEXTS.distances(unseen.length, label, middle, sample)}
    >
      {counts.map((count, bin) => (
        <rect
          key={bin}
          x={bin * width + 1}
          width={width - 2}
          y={HEIGHT - (HEIGHT - 22) * (count / most)}
          height={(HEIGHT - 22) * (count / most)}
        />
      ))}
      <path d={`M0 ${HEIGHT}H${WIDTH}`} className={styles.axis} />
      {ticks.map((tick) => (
        <text
          key={tick}
          x={x(tick)}
          y={HEIGHT + 16}
          textAnchor={tick === 0 ? 'start' : x(tick) > WIDTH - 12 ? 'end' : 'middle'}
        >
          {tick === 0 ? TEXTS.copyAt : tick}
        </text>
      ))}
      <text x={WIDTH / 2} y={HEIGHT + 36} textAnchor="middle">
        {TEXTS.distanceAxis}
      </text>
      <path d={`M${x(sample)} ${HEIGHT}V14`} className={styles.sample} />
      <text
        x={x(sample) + (x(sample) > WIDTH / 2 ? -6 : 6)}
        y={12}
        textAnchor={x(sample) > WIDTH / 2 ? 'end' : 'start'}
        className={styles.sampleName}
      >
        {TEXTS.sampleCaption}
      </text>
    </svg>
  );
}
