import { useMemo, type ComponentProps, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { snrCurve, type ScheduleName } from '../../diffusion/schedule';
import { exponential, share, withMinusSign } from '../../diffusion/numbers/formatNumber';
import { shownSchedule, T } from '../../state/picture/forwardPath';
import { playback } from './state/playback';
import { endGesture } from '../../state/link/url';
import { useView } from '../../state/link/useView';
import { patchView, view } from '../../state/link/view';
import type { SignalPlot } from '../../state/link/fields/timeline';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/controls';
import { Panel } from '../../ui/Panel';
import { Plot } from '../../ui/chart/Plot';
import type { Axis, Series } from '../../ui/chart/series';
import { Tex } from '../../ui/Tex';
import { feedShownT } from './feeds';
import { formatDecibels, formatFigures } from '../common/format';
import { Setting } from '../common/setting/Setting';
import { useIsHidden } from '../common/useIsHidden';
import type { TermName } from '../common/glossary/glossary';
import { Term } from '../common/glossary/Term';
import { TEXTS } from './texts';
import { useNetwork } from './useNetwork';
import styles from './SchedulePanels.module.css';

/** The schedule on the stage. On the way back it is that of the network. */
const useSchedule = () => {
  useNetwork();
  return useStore(view, shownSchedule);
};

interface SchedulePlotProps extends Pick<
  ComponentProps<typeof Plot>,
  'series' | 'axis' | 'wash' | 'format' | 'bare'
> {
  tex: string;
  title: string;
  /** Names the plot, if not the title. */
  name?: string;
  about: string;
  term?: TermName;
  aside: ReactNode;
}

/** A panel with a plot of the schedule on the stage. Click or drag to seek. */
function SchedulePlot({ tex, title, name = title, about, term, aside, ...plot }: SchedulePlotProps) {
  const schedule = useSchedule();
  return (
    <Panel
      title={
        <>
          <Tex tex={tex} /> · {title} <Badge kind="exact" small />
          {term && <Term name={term} />}
        </>
      }
      about={about}
      aside={aside}
    >
      <Plot
        label={`${name} over t, ${schedule.name} schedule`}
        max={T}
        feedPosition={feedShownT}
        onSeek={playback.seek}
        onRelease={endGesture}
        {...plot}
      />
    </Panel>
  );
}

/** beta_t: the variance that each step adds. */
export function BetaPanel() {
  const schedule = useSchedule();
  const isForward = useStore(view, (state) => state.mode === 'forward');
  const { series, axis } = useMemo(() => {
    const values = schedule.beta.slice();
    values[0] = NaN;
    const top = Math.max(...schedule.beta);
    const max = top > 0.5 ? 1 : 0.02 * Math.ceil(top / 0.02 - 1e-9);
    return {
      series: [{ name: 'beta', tone: 'noise', values }] satisfies Series[],
      axis: { min: 0, max, ticks: [0, max / 2, max], format: formatFigures } satisfies Axis,
    };
  }, [schedule]);
  return (
    <SchedulePlot
      tex="\beta_t"
      title={TEXTS.betaPanel}
      name="beta"
      about={TEXTS.betaAbout}
      term="beta"
      aside={
        <Setting
          field="schedule"
          {...(!isForward && { title: TEXTS.viewOtherSchedule(schedule.name) })}
          disabled={!isForward}
          value={schedule.name as ScheduleName}
        />
      }
      series={series}
      axis={axis}
      format={formatFigures}
    />
  );
}

const shareText = (value: number) => share(value, 3);
const exponent = (value: number) => (value >= 0.001 ? String(value) : exponential(value, 0));
const LOG_AXIS: Axis = { min: 1e-5, max: 1, ticks: [1e-4, 1e-2, 1], log: true, format: exponent };
const UNIT_AXIS: Axis = { min: 0, max: 1, ticks: [0, 0.5, 1], format: String };
const DB_AXIS: Axis = {
  min: -45,
  max: 45,
  ticks: [-40, -20, 0, 20, 40],
  format: (value) => withMinusSign(String(value)),
};

const SIGNAL_TEX: Record<SignalPlot, string> = {
  alphaBar: String.raw`\bar\alpha_t`,
  sqrt: String.raw`\htmlClass{signal}{\sqrt{\bar\alpha_t}},\ \htmlClass{noise}{\sqrt{1-\bar\alpha_t}}`,
  snr: String.raw`\mathrm{SNR}_t`,
};

/** alphaBar_t, its roots, or the signal-to-noise ratio. */
export function SignalPanel() {
  const schedule = useSchedule();
  const { plot, log } = useView('plot', 'log');
  const isHidden = useIsHidden(plot);
  const series = useMemo((): Series[] => {
    const { alphaBar, oneMinusAlphaBar } = schedule;
    switch (plot) {
      case 'alphaBar':
        return [{ name: 'alphaBar', tone: 'signal', values: alphaBar, filled: true }];
      case 'sqrt':
        return [
          { name: 'signal', tone: 'signal', values: alphaBar.map(Math.sqrt) },
          { name: 'noise', tone: 'noise', values: oneMinusAlphaBar.map(Math.sqrt), dashed: true },
        ];
      case 'snr':
        return [{ name: 'snr', tone: 'plain', values: snrCurve(schedule) }];
      default:
        return plot satisfies never;
    }
  }, [schedule, plot]);
  const axis = plot === 'snr' ? DB_AXIS : log ? LOG_AXIS : UNIT_AXIS;
  return (
    <SchedulePlot
      tex={SIGNAL_TEX[plot]}
      {...TEXTS.signalPlots[plot]}
      term={plot === 'snr' ? 'snr' : 'alphaBar'}
      aside={
        <span className={styles.switches}>
          <Setting field="plot" look="small buttons" />
          <Button
            look="quiet"
            className={styles.log}
            aria-pressed={log}
            disabled={plot === 'snr'}
            title={plot === 'snr' ? TEXTS.noLogTitle : TEXTS.logTitle}
            onClick={() => patchView({ log: !log })}
          >
            {TEXTS.log}
          </Button>
        </span>
      }
      series={series}
      axis={axis}
      {...(plot === 'alphaBar' && !log && { wash: 'noise' })}
      format={plot === 'snr' ? formatDecibels : shareText}
      bare={isHidden}
    />
  );
}
