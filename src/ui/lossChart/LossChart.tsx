import { formatCount } from '../../diffusion/numbers/formatCount';
import { memo, Suspense, useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react';
import { lazyPart } from '../parts/lazyPart';
import { settled } from '../settled';
import { useLoadedQuietly } from '../useLoadedQuietly';
import { Explained } from '../Explained';
import { observeSize } from '../observeSize';
import { useLossAxis } from './useLossAxis';
import { Cursor } from './Cursor';
import { Legend } from './Legend';
import { Marks, type LossMark } from './Marks';
import { Meaning } from './Meaning';
import { Switches } from './Switches';
import type { ShownLines } from './shownLines';
import { Table } from './Table';
import type { HeldOutLoss, LossReader } from '../../diffusion/training/lossSeries';
import { formatLoss, linearAxis, NOTHING, updateTicks, widened } from './axis';
import { useLive, type Feed } from './useLive';
import type { UpdateRange } from './updateRange';
import { TEXTS } from './texts';
import styles from './LossChart.module.css';

/** Most dots of held-out losses beside each other. */
const DOTS = 80;
/** Below this width, in CSS pixels, the axis has fewer ticks. */
const NARROW = 440;
const SHOWN: ShownLines = { raw: true, smooth: true, heldOut: true, trained: false, rate: false, log: true };
const NO_RUNS: readonly ComparedRun[] = [];
const NO_MARKS: readonly LossMark[] = [];

const Lines = lazyPart(async () => {
  await settled;
  return import('./Lines');
});

/** Another training, whose smoothed loss is drawn to compare with. */
export interface ComparedRun {
  readonly name: string;
  readonly series: LossReader;
}

interface Props {
  title?: ReactNode;
  /** What the loss is, behind the question mark. */
  about?: ReactNode;
  series: LossReader;
  /** Tells when the series has changed. */
  feed: Feed;
  /** The goal of the training, where the axis ends. */
  goal: number;
  marks?: readonly LossMark[];
  /** What the held-out loss is of, for example "averaged weights on 500 test digits". */
  heldOutLabel: string;
  /** Whether what is minimised differs from the epsilon loss, so that a switch offers it. */
  weighted?: boolean;
  compare?: readonly ComparedRun[];
  /** Only the picture: no explanation, no switches. */
  isPlain?: boolean;
  /** Saves the losses as a file. */
  onCsv?: () => void;
}

/**
 * Held-out losses in a range and one on each side of it, so few that their dots do not touch. They are taken from the left, so
 * that they stay while more come; the last one is always among them.
 */
function thinned(all: readonly HeldOutLoss[], from: number, to: number): HeldOutLoss[] {
  const first = Math.max(
    0,
    all.findLastIndex(({ update }) => update < from),
  );
  const after = all.findIndex(({ update }) => update > to);
  const inside = all.slice(first, after < 0 ? undefined : after + 1);
  const dots: HeldOutLoss[] = [];
  for (const each of inside)
    if (each.update - (dots.at(-1)?.update ?? -Infinity) >= (to - from) / DOTS) dots.push(each);
  const last = inside.at(-1);
  if (last && dots.at(-1) !== last) dots.splice(dots.length > 1 ? -1 : 1, 1, last);
  return dots;
}

/** The loss of a training: drawn at most five times a second, in at most 240 points a line. */
export const LossChart = memo(function LossChart(props: Props) {
  const { title, about, series, feed, goal, marks = NO_MARKS, heldOutLabel, onCsv } = props;
  const { weighted = false, compare = NO_RUNS, isPlain = false } = props;
  const [switches, setShown] = useState(SHOWN);
  const [zoomed, setZoomed] = useState<{ of: LossReader; range: UpdateRange | undefined }>();
  const [table, setTable] = useState(false);
  const [explained, setExplained] = useState<string>();
  const card = useId();
  const why = marks.find(({ label }) => label === explained)?.why;
  const live = useLive(series, feed);
  const frame = useRef<HTMLDivElement>(null);
  const hasLines = useLoadedQuietly(Lines.load);
  const narrow = useNarrow(frame);

  const shown = useMemo(() => ({ ...switches, trained: switches.trained && weighted }), [switches, weighted]);
  const { length } = series;
  const end = Math.max(1, goal, length);
  // What was zoomed into in another run is no part of this one.
  const zoom = zoomed?.of === series && (zoomed.range?.to ?? 0) <= end ? zoomed.range : undefined;
  const setZoom = (part?: UpdateRange) => setZoomed({ of: series, range: part });
  const range = useMemo(() => zoom ?? { from: 0, to: end }, [zoom, end]);
  const { from, to } = range;
  const points = useMemo(() => live.series.decimate(from, to), [live, from, to]);
  const compared = useMemo(() => compare.map((run) => run.series.decimate(from, to)), [compare, from, to]);
  const heldOut = useMemo(
    () => (shown.heldOut ? thinned(series.heldOut, from, to) : []),
    [series.heldOut, from, to, shown.heldOut],
  );
  const axis = useLossAxis({ points, heldOut, compared, marks, shown, series, range, whole: !zoom });
  const rateAxis = useMemo(() => {
    if (!shown.rate) return undefined;
    const { max } = widened(
      NOTHING,
      points.map(({ learningRate }) => learningRate),
      false,
    );
    return linearAxis({ min: 0, max }, 4);
  }, [points, shown.rate]);
  const ticks = useMemo(() => updateTicks(from, to, narrow ? 4 : 5), [from, to, narrow]);

  const now = series.at(length);
  const smooth = length > 0 ? formatLoss(now.smooth) : null;
  const spoken = TEXTS.spoken(formatCount(length), formatCount(end), smooth, shown.log);

  return (
    <figure className={styles.chart}>
      <div className={styles.header}>
        {isPlain ? (
          <div className={styles.title}>{title}</div>
        ) : (
          <Explained
            name={TEXTS.howToRead}
            card={
              <>
                {about}
                <Meaning heldOutLabel={heldOutLabel} weighted={weighted} />
              </>
            }
          >
            <div className={styles.head}>
              <div className={styles.title}>{title}</div>
              <Switches shown={shown} onChange={setShown} weighted={weighted} />
            </div>
          </Explained>
        )}
      </div>
      <div ref={frame} className={styles.frame} data-rate={shown.rate}>
        <Suspense fallback={null}>
          {hasLines && (
            <Lines
              points={points}
              heldOut={heldOut}
              compared={compared}
              raw={shown.raw}
              smooth={shown.smooth}
              trained={shown.trained}
              range={range}
              ticks={ticks}
              axis={axis}
              rateAxis={rateAxis}
            />
          )}
        </Suspense>
        <Cursor
          label={spoken}
          series={series}
          shown={shown}
          range={range}
          end={end}
          axis={axis}
          onRange={setZoom}
        />
        <Marks marks={marks} axis={axis} explained={explained} card={card} onExplain={setExplained} />
      </div>
      <div id={card} className={styles.why} hidden={why === undefined}>
        {why}
      </div>
      {!isPlain && (
        <Legend
          compare={compare}
          zoom={zoom}
          table={table}
          onWhole={() => setZoom()}
          onTable={() => setTable(!table)}
          {...(onCsv && { onCsv })}
        />
      )}
      {table && <Table series={series} range={range} heldOutLabel={heldOutLabel} />}
    </figure>
  );
});

function useNarrow(frame: React.RefObject<HTMLElement | null>): boolean {
  const [narrow, setNarrow] = useState(false);
  useEffect(() => {
    if (!frame.current) return undefined;
    return observeSize(frame.current, ({ width }) => setNarrow(width < NARROW));
  }, [frame]);
  return narrow;
}
