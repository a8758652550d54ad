import { useMemo } from 'react';
import { useStore } from 'zustand';
import { snrDb, type ScheduleName } from '../../diffusion/schedule';
import { shownSchedule, T } from '../../state/picture/forwardPath';
import { playback } from './state/playback';
import { endGesture } from '../../state/link/url';
import { patchView, view } from '../../state/link/view';
import type { SignalPlot } from '../../state/link/fields/timeline';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/controls';
import { Panel } from '../../ui/Panel';
import { Plot } from '../../ui/chart/Plot';
import type { Axis, Series } from '../../ui/chart/series';
import { Tex } from '../../ui/Tex';
import { feedShownT } from './feeds';
import { formatDecibels, formatFigures, withMinusSign } from '../common/format';
import { Setting } from '../common/Setting';
import { Term } from '../common/Term';
import { useNetwork } from './useNetwork';
import styles from './SchedulePanels.module.css';

/** The schedule on the stage. On the way back it is that of the network. */
const useSchedule = () => {
  useNetwork();
  return useStore(view, shownSchedule);
};

const seekHandlers = { feedPosition: feedShownT, onSeek: playback.seek, onRelease: endGesture };

/** beta_t: the variance that each step adds. */
export function BetaPanel() {
  const schedule = useSchedule();
  const forward = useStore(view, (state) => state.mode === 'forward');
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
    <Panel
      title={
        <>
          <Tex tex="\beta_t" /> · noise added at each step <Badge kind="exact" small />
        </>
      }
      about="The variance of the fresh noise that step t adds. Click or drag to seek."
      aside={
        <Setting
          field="schedule"
          {...(!forward && { title: `The network was trained on the ${schedule.name} schedule` })}
          disabled={!forward}
          value={schedule.name as ScheduleName}
        />
      }
    >
      <Plot
        label={`beta over t, ${schedule.name} schedule`}
        series={series}
        axis={axis}
        max={T}
        format={formatFigures}
        {...seekHandlers}
      />
    </Panel>
  );
}

const fixed = (value: number) => value.toFixed(3);
const exponent = (value: number) => (value >= 0.001 ? String(value) : withMinusSign(value.toExponential(0)));
const LOG_AXIS: Axis = { min: 1e-5, max: 1, ticks: [1e-4, 1e-2, 1], log: true, format: exponent };
const UNIT_AXIS: Axis = { min: 0, max: 1, ticks: [0, 0.5, 1], format: String };
const DB_AXIS: Axis = {
  min: -45,
  max: 45,
  ticks: [-40, -20, 0, 20, 40],
  format: (value) => withMinusSign(String(value)),
};

const TITLES: Record<SignalPlot, { tex: string; text: string; about: string }> = {
  alphaBar: {
    tex: String.raw`\bar\alpha_t`,
    text: 'signal that is left',
    about: 'The share of x_0 in the variance of x_t: the product of all 1 − beta so far. The rest is noise.',
  },
  sqrt: {
    tex: String.raw`\htmlClass{signal}{\sqrt{\bar\alpha_t}},\ \htmlClass{noise}{\sqrt{1-\bar\alpha_t}}`,
    text: 'the two weights',
    about: 'What x_0 and epsilon are multiplied by. Their squares add up to 1.',
  },
  snr: {
    tex: String.raw`\mathrm{SNR}_t`,
    text: 'in decibels',
    about: '10 log10 of alphaBar over 1 − alphaBar. 0 dB: as much signal as noise.',
  },
};

/** alphaBar_t, its roots, or the signal-to-noise ratio. */
export function SignalPanel() {
  const schedule = useSchedule();
  const plot = useStore(view, (state) => state.plot);
  const log = useStore(view, (state) => state.log);
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
        return [
          {
            name: 'snr',
            tone: 'plain',
            values: alphaBar.map((_, t) => (t === 0 ? NaN : snrDb(schedule, t))),
          },
        ];
      default:
        return plot satisfies never;
    }
  }, [schedule, plot]);
  const axis = plot === 'snr' ? DB_AXIS : log ? LOG_AXIS : UNIT_AXIS;
  const { tex, text, about } = TITLES[plot];
  return (
    <Panel
      title={
        <>
          <Tex tex={tex} /> · {text} <Badge kind="exact" small />
          {plot === 'alphaBar' && <Term name="alphaBar" />}
        </>
      }
      about={about}
      aside={
        <span className={styles.switches}>
          <Setting field="plot" look="small buttons" />
          <Button
            look="quiet"
            className={styles.log}
            aria-pressed={log}
            disabled={plot === 'snr'}
            title={plot === 'snr' ? 'Decibels are logarithmic already' : 'Logarithmic scale'}
            onClick={() => patchView({ log: !log })}
          >
            log
          </Button>
        </span>
      }
    >
      <Plot
        label={`${text} over t, ${schedule.name} schedule`}
        series={series}
        axis={axis}
        max={T}
        {...(plot === 'alphaBar' && !log && { wash: 'noise' })}
        format={plot === 'snr' ? formatDecibels : fixed}
        {...seekHandlers}
      />
    </Panel>
  );
}
