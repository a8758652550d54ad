import { formatCount } from '../../diffusion/numbers/formatCount';
import { memo, useMemo } from 'react';
import { BANDS, type LossReader } from '../../diffusion/training/lossSeries';
import { formatLoss, formatTick, logAxis, NOTHING, place, widened } from './axis';
import { useLive, type Feed } from './useLive';
import { TEXTS } from './texts';
import styles from './BandChart.module.css';

interface Props {
  series: LossReader;
  /** Tells when the series has changed. */
  feed: Feed;
  /** The update whose losses are shown; without it the last. */
  at?: number;
  /** The update whose losses are marked to compare with; by default the first whose mean is of 50 updates. */
  earlier?: number;
  /** Steps of the chain: the bands are tenths of it. */
  T?: number;
}

const percent = (share: number): string => `${(100 * Math.min(1, Math.max(0, share))).toFixed(2)}%`;

const isDecade = (value: number): boolean => Number.isInteger(Math.log10(value));

/** Which labels give way first where there is little room: ticks between decades, then every other decade. */
function minorOf(tick: number): 'between' | 'odd' | undefined {
  if (!isDecade(tick)) return 'between';
  return Math.round(Math.log10(tick)) % 2 === 0 ? undefined : 'odd';
}

/** The epsilon loss by noise level, least noise first: ten bars on a log axis, and marks where they ended earlier. */
export const BandChart = memo(function BandChart({ series, feed, at, earlier = 50, T = 1000 }: Props) {
  const live = useLive(series, feed);
  const update = Math.min(at ?? Infinity, series.length);
  const { now, before, axis } = useMemo(() => {
    const losses = live.series.bandLosses(update);
    const old = earlier < update ? live.series.bandLosses(earlier) : undefined;
    const extent = widened(NOTHING, [...losses, ...(old ?? [])], true);
    return { now: losses, before: old, axis: logAxis(extent) };
  }, [live, update, earlier]);
  const name = (band: number) => TEXTS.band((band * T) / BANDS + 1, ((band + 1) * T) / BANDS);
  const words = Array.from(now, (loss, band) => {
    const old = before && Number.isFinite(before[band]) ? TEXTS.bandWas(formatLoss(before[band])) : '';
    return Number.isFinite(loss)
      ? TEXTS.bandLoss(name(band), formatLoss(loss) + old)
      : TEXTS.bandMissing(name(band));
  });
  const since = before ? TEXTS.since(formatCount(earlier)) : '';

  return (
    <div
      className={styles.bands}
      role="img"
      aria-label={TEXTS.bands(formatCount(update), since, words.join('; '))}
    >
      {Array.from(now, (loss, band) => (
        <div key={band} className={styles.row} title={words[band]}>
          <span className={styles.name}>{name(band)}</span>
          <div className={styles.track}>
            {axis.ticks.map((tick) => (
              <i key={tick} className={styles.grid} style={{ left: percent(place(tick, axis)) }} />
            ))}
            {before && before[band] > loss && (
              <i
                className={styles.gone}
                style={{
                  left: percent(place(loss, axis)),
                  width: percent(place(before[band], axis) - place(loss, axis)),
                }}
              />
            )}
            {Number.isFinite(loss) && (
              <i className={styles.bar} style={{ width: percent(place(loss, axis)) }} />
            )}
            {before && Number.isFinite(before[band]) && (
              <i className={styles.ghost} style={{ left: percent(place(before[band], axis)) }} />
            )}
          </div>
          <b className={styles.value}>{formatLoss(loss)}</b>
        </div>
      ))}
      <div className={styles.row}>
        <span className={styles.key}>
          {before && (
            <>
              <i className={styles.sample} />
              {TEXTS.earlier(formatCount(earlier))}
            </>
          )}
        </span>
        <div className={styles.ticks}>
          {axis.ticks.map((tick) => (
            <span key={tick} data-minor={minorOf(tick)} style={{ left: percent(place(tick, axis)) }}>
              {formatTick(tick)}
            </span>
          ))}
        </div>
      </div>
    </div>
  );
});
