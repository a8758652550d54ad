import { useMemo } from 'react';
import { snrCurve } from '../../diffusion/schedule';
import { lookAtPlace } from '../../state/link/place';
import { endGesture } from '../../state/link/url';
import { useView } from '../../state/link/useView';
import { Badge } from '../../ui/Badge';
import { Panel } from '../../ui/Panel';
import { Plot } from '../../ui/chart/Plot';
import type { Axis, Series } from '../../ui/chart/series';
import { Tex } from '../../ui/Tex';
import { withMinusSign } from '../common/format';
import { LOOKS } from './names';
import { comparedProcesses, onComparison, placeT, type ComparedProcess } from './state/comparison';
import styles from './Curves.module.css';

const power = (value: number): string =>
  value === 1 ? '1' : `1e${withMinusSign(String(Math.log10(value)))}`;

const BETA: Axis = { min: 1e-5, max: 1, ticks: [1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1], log: true, format: power };
const SHARE: Axis = { min: 0, max: 1, ticks: [0, 0.5, 1], format: String };
const DECIBELS: Axis = {
  min: -60,
  max: 60,
  ticks: [-60, -40, -20, 0, 20, 40, 60],
  format: (value) => withMinusSign(String(value)),
};

const PLOTS = [
  {
    tex: String.raw`\beta_t`,
    text: 'noise added',
    about: 'The variance of the fresh noise that step t adds, on a logarithmic scale.',
    axis: BETA,
    values: ({ beta }: ComparedProcess) => beta.map((value, t) => (t === 0 ? NaN : value)),
  },
  {
    tex: String.raw`\bar\alpha_t`,
    text: 'signal left',
    about:
      'The share of x_0 in the variance of x_t; of the additive process once it is brought to variance 1.',
    axis: SHARE,
    values: ({ schedule }: ComparedProcess) => schedule.alphaBar,
  },
  {
    tex: String.raw`\mathrm{SNR}_t`,
    text: 'in dB',
    about: '10 log10 of signal over noise. It is the same for a process and for any multiple of it.',
    axis: DECIBELS,
    values: ({ schedule }: ComparedProcess) => snrCurve(schedule),
  },
] as const;

const feedPlace = (move: (t: number) => void) => onComparison((state) => move(placeT(state)));

const format = (value: number): string => withMinusSign(value.toPrecision(3));

/** beta_t, alphaBar_t and SNR of what is compared, each in one plot. */
export function Curves() {
  const { compared, comparedT, hand } = useView('compared', 'comparedT', 'hand');
  const plots = useMemo(() => {
    const processes = comparedProcesses({ compared, comparedT, hand });
    return PLOTS.map(({ values, ...plot }) => ({
      ...plot,
      series: processes.map((process): Series => {
        const { name, tone, dash } = LOOKS[process.id];
        return { name, tone, ...(dash && { dash }), values: values(process) };
      }),
    }));
  }, [compared, comparedT, hand]);
  return (
    <div className={styles.curves}>
      {plots.map(({ tex, text, about, axis, series }) => (
        <Panel
          key={tex}
          about={about}
          title={
            <>
              <Tex tex={tex} /> · {text} <Badge kind="exact" small />
            </>
          }
        >
          <Plot
            label={`${text} over t: ${series.map(({ name }) => name).join(', ')}`}
            series={series}
            axis={axis}
            max={comparedT}
            format={format}
            feedPosition={feedPlace}
            onSeek={(t) => lookAtPlace((1000 * t) / comparedT)}
            onRelease={endGesture}
            bare
          />
        </Panel>
      ))}
    </div>
  );
}
