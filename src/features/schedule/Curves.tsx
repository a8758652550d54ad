import { useMemo } from 'react';
import { snrCurve } from '../../diffusion/schedule';
import { precise, share, withMinusSign } from '../../diffusion/numbers/formatNumber';
import { lookAtPlace } from '../../state/link/place';
import { endGesture } from '../../state/link/url';
import { useView } from '../../state/link/useView';
import { Badge } from '../../ui/Badge';
import { Panel } from '../../ui/Panel';
import { Plot } from '../../ui/chart/Plot';
import type { Axis, Series } from '../../ui/chart/series';
import { Tex } from '../../ui/Tex';
import { Term } from '../common/glossary/Term';
import { HandCurve } from './HandCurve';
import { LOOKS } from './looks';
import { Names } from './Choice';
import { comparedProcesses, onComparison, placeT, type ComparedProcess } from './state/comparison';
import { TEXTS } from './texts';
import styles from './Curves.module.css';

const power = (value: number): string =>
  value === 1 ? '1' : `1e${withMinusSign(String(Math.log10(value)))}`;

const BETA: Axis = { min: 1e-5, max: 1, ticks: [1e-4, 1e-2, 1], log: true, format: power };
const SHARE: Axis = { min: 0, max: 1, ticks: [0, 0.5, 1], format: String };
const DECIBELS: Axis = {
  min: -60,
  max: 60,
  ticks: [-60, -30, 0, 30, 60],
  format: (value) => withMinusSign(String(value)),
};

const PLOTS = [
  {
    name: 'beta',
    tex: String.raw`\beta_t`,
    axis: BETA,
    values: ({ beta }: ComparedProcess) => beta.map((value, t) => (t === 0 ? NaN : value)),
  },
  {
    name: 'alphaBar',
    tex: String.raw`\bar\alpha_t`,
    axis: SHARE,
    values: ({ schedule }: ComparedProcess) => schedule.alphaBar,
  },
  {
    name: 'snr',
    tex: String.raw`\mathrm{SNR}_t`,
    axis: DECIBELS,
    values: ({ schedule }: ComparedProcess) => snrCurve(schedule),
  },
] as const;

const feedPlace = (move: (t: number) => void) => onComparison((state) => move(placeT(state)));

/** Three figures, and as many more as tell a share from 1. */
const format = (value: number): string => (value > 0.5 && value < 1 ? share(value, 3) : precise(value, 3));

/** beta_t, alphaBar_t and SNR of what is compared, each in one plot; without symbols only the signal that is left. */
export function Curves() {
  const { compared, comparedT, hand, level } = useView('compared', 'comparedT', 'hand', 'level');
  const hasSymbols = level !== 'picture';
  const plots = useMemo(() => {
    const processes = comparedProcesses({ compared, comparedT, hand });
    return PLOTS.map(({ values, ...plot }) => ({
      ...plot,
      series: processes.map((process): Series => ({
        ...LOOKS[process.id],
        name: TEXTS.schedules[process.id].name,
        values: values(process),
      })),
    }));
  }, [compared, comparedT, hand]);
  return (
    <div className={styles.curves}>
      <Names className={styles.names} />
      {compared.includes('hand') && <HandCurve />}
      {plots.map(({ name, tex, axis, series }) =>
        hasSymbols || name === 'alphaBar' ? (
          <Panel
            key={name}
            about={TEXTS.plots[name].about}
            title={
              hasSymbols ? (
                <>
                  <Tex tex={tex} /> · {TEXTS.plots[name].text} <Badge kind="exact" small />{' '}
                  <Term name={name} />
                </>
              ) : (
                TEXTS.plots[name].text
              )
            }
          >
            <Plot
              label={TEXTS.plotLabel(
                TEXTS.plots[name].text,
                series.map((each) => each.name),
              )}
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
        ) : null,
      )}
    </div>
  );
}
