import { useMemo } from 'react';
import { snrDb } from '../../diffusion/schedule';
import { lookAtPlace } from '../../state/link/place';
import { endGesture } from '../../state/link/url';
import { useView } from '../../state/link/useView';
import { view } from '../../state/link/view';
import { Badge } from '../../ui/Badge';
import { Panel } from '../../ui/Panel';
import { Plot } from '../../ui/chart/Plot';
import type { Axis, Series } from '../../ui/chart/series';
import { Tex } from '../../ui/Tex';
import { withMinusSign } from '../common/format';
import { LOOKS } from './names';
import { comparedOf, placeT, type Compared } from './state/comparison';
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
    values: ({ beta }: Compared) => beta.map((value, t) => (t === 0 ? NaN : value)),
  },
  {
    tex: String.raw`\bar\alpha_t`,
    text: 'signal left',
    about:
      'The share of x_0 in the variance of x_t; of the additive process once it is brought to variance 1.',
    axis: SHARE,
    values: ({ schedule }: Compared) => schedule.alphaBar,
  },
  {
    tex: String.raw`\mathrm{SNR}_t`,
    text: 'in dB',
    about: '10 log10 of signal over noise. It is the same for a process and for any multiple of it.',
    axis: DECIBELS,
    values: ({ schedule }: Compared) => schedule.alphaBar.map((_, t) => (t === 0 ? NaN : snrDb(schedule, t))),
  },
] as const;

const feedPlace = (move: (t: number) => void): (() => void) => {
  const show = (): void => move(placeT(view.getState()));
  show();
  return view.subscribe(show);
};

const text = (value: number): string => withMinusSign(value.toPrecision(3));

/** beta_t, alphaBar_t and SNR of what is compared, each in one plot. */
export function Curves() {
  const { compared, comparedT, hand } = useView('compared', 'comparedT', 'hand');
  const processes = useMemo(() => comparedOf({ compared, comparedT, hand }), [compared, comparedT, hand]);
  return (
    <div className={styles.curves}>
      {PLOTS.map(({ tex, text: title, about, axis, values }) => (
        <Panel
          key={tex}
          about={about}
          title={
            <>
              <Tex tex={tex} /> · {title} <Badge kind="exact" small />
            </>
          }
        >
          <Curve
            label={`${title} over t: ${processes.map(({ id }) => LOOKS[id].name).join(', ')}`}
            processes={processes}
            T={comparedT}
            axis={axis}
            values={values}
          />
        </Panel>
      ))}
    </div>
  );
}

interface CurveProps {
  label: string;
  processes: readonly Compared[];
  T: number;
  axis: Axis;
  values: (process: Compared) => Float64Array;
}

function Curve({ label, processes, T, axis, values }: CurveProps) {
  const series = useMemo(
    () =>
      processes.map((process): Series => {
        const { name, tone, dash } = LOOKS[process.id];
        return { name, tone, ...(dash && { dash }), values: values(process) };
      }),
    [processes, values],
  );
  return (
    <Plot
      label={label}
      series={series}
      axis={axis}
      max={T}
      format={text}
      feedPosition={feedPlace}
      onSeek={(t) => lookAtPlace((1000 * t) / T)}
      onRelease={endGesture}
      bare
    />
  );
}
