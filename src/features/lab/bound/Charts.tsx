import { useEffect, useMemo, useState } from 'react';
import { epsilonWeight } from '../../../diffusion/bound';
import type { BoundEstimate } from '../../../diffusion/boundEstimate';
import { useView } from '../../../state/link/useView';
import { scheduleOf } from '../../../state/picture/forwardPath';
import { Badge } from '../../../ui/Badge';
import { Panel } from '../../../ui/Panel';
import type { Axis } from '../../../ui/chart/series';
import { Tex } from '../../../ui/Tex';
import { Setting } from '../../common/setting/Setting';
import { LabScene } from '../LabScene';
import { bound } from '../state/bound';
import { BoundChart, type Column, type Tick } from './BoundChart';
import { bits } from './format';
import { TEXTS } from './texts';
import styles from './Bound.module.css';

const LOG_MIN = 1e-7;
/** A power of ten. */
const power = (value: number): string =>
  value >= 0.01 ? String(value) : `10⁻${'⁰¹²³⁴⁵⁶⁷⁸⁹'[Math.round(-Math.log10(value))]}`;
const LOG: Axis = { min: LOG_MIN, max: 2, ticks: [1e-6, 1e-4, 1e-2, 1], log: true, format: power };
const WEIGHT: Axis = { min: 3e-3, max: 2, ticks: [0.01, 0.1, 1], log: true, format: power };

/** A linear axis from 0 that holds the largest value. */
function linearAxis(largest: number): Axis {
  const step = [0.1, 0.2, 0.5, 1, 2, 5, 10].find((each) => largest <= 5 * each) ?? Math.ceil(largest / 5);
  const count = Math.max(1, Math.ceil(largest / step));
  const ticks = Array.from({ length: count + 1 }, (_, i) => Number((i * step).toPrecision(3)));
  return { min: 0, max: count * step, ticks, format: String };
}

/** The first and the last t of a bar. */
type Span = readonly [first: number, last: number];

const MARKED = [500, 100, 50, 20, 10, 5];

/** The labels below the charts, each at the column that holds its t. */
function ticksOf(spans: readonly Span[], isPlain: boolean): Tick[] {
  const marks = MARKED.flatMap((t) => {
    const i = spans.findIndex(([first, last]) => first <= t && t <= last);
    return i < 0 ? [] : [{ at: i + 1, label: String(t) }];
  });
  const end = spans.length + 1;
  return [
    isPlain ? { at: 0, label: TEXTS.noise } : { at: 0, label: 'L', sub: 'T' },
    ...marks,
    isPlain ? { at: end, label: TEXTS.pixels } : { at: end, label: 'L', sub: '0' },
  ];
}

function termColumns({ prior, bars, decoder }: BoundEstimate, isLog: boolean): Column[] {
  return [prior, ...bars, decoder].map(({ mean, error }, at) => {
    if (Number.isNaN(error)) return { at, value: mean };
    return { at, value: mean, error: [isLog ? Math.min(error, mean - LOG_MIN) : error, error] };
  });
}

const toColumns = (values: readonly number[]): Column[] => values.map((value, at) => ({ at, value }));

/** The value, a task later: a chart takes a phone some 100 ms, and three of them at once would hold up the page. */
function useNextTask<Value>(value: Value): Value | undefined {
  const [later, setLater] = useState<Value>();
  useEffect(() => void setTimeout(() => setLater(() => value)), [value]);
  return later;
}

/** The terms, their running sum from the noise on, and how L_simple weighs them. */
interface Props {
  /** The terms alone, or what follows from them: running sum and weights. */
  part: 'terms' | 'sums';
  estimate: BoundEstimate | undefined;
}

export default function Charts({ part, estimate: newest }: Props) {
  const second = useNextTask(newest);
  const third = useNextTask(second);
  const estimate = part === 'terms' ? newest : second;
  const { boundLinear, boundVariance, level } = useView('boundLinear', 'boundVariance', 'level');
  const isLog = !boundLinear;
  const schedule = bound.store.getState().measured?.table.schedule ?? scheduleOf('linear');
  const drawn = useMemo(() => {
    if (!estimate) return undefined;
    const { prior, bars, decoder, total } = estimate;
    // NaN counts as 0.
    const tops = [...bars, decoder].map(({ mean, error }) => (mean || 0) + (error || 0));
    return {
      terms: termColumns(estimate, isLog),
      axis: isLog ? LOG : linearAxis(Math.max(0.1, ...tops)),
      sums: toColumns([prior.mean, ...bars.map(({ sum }) => sum), total.mean]),
      sumAxis: linearAxis(Number.isNaN(total.mean) ? 1 : total.mean),
    };
  }, [estimate, isLog]);
  // What bars stand for stays while they are measured: what follows from that alone is not drawn again.
  const stands = JSON.stringify(estimate?.bars.map(({ first, last }) => [first, last]) ?? []);
  const spans = useMemo(() => JSON.parse(stands) as Span[], [stands]);
  const isPlain = level === 'picture';
  const ticks = useMemo(() => ticksOf(spans, isPlain), [spans, isPlain]);
  const weights = useMemo(() => {
    // At the middle of each bar; L_T and L_0 have none.
    const middles = spans.map(([from, to]) => Math.round((from + to) / 2));
    return toColumns([NaN, ...middles.map((t) => epsilonWeight(schedule, t, boundVariance)), NaN]);
  }, [spans, schedule, boundVariance]);
  if (!drawn || !estimate) return <div className={styles[part]} />;
  if (part === 'terms')
    return (
      <LabScene id="terms">
        <Panel
          title={
            <>
              {TEXTS.terms} <Badge kind="live" small />
            </>
          }
          explain={
            isPlain ? undefined : (
              <p>
                {TEXTS.termsAbout[0]}
                <Tex tex="L_T" />
                {TEXTS.termsAbout[1]}
                <Tex tex="L_{t-1}" />
                {TEXTS.termsAbout[2]}
                <Tex tex="L_0" />
                {TEXTS.termsAbout[3]}
              </p>
            )
          }
          aside={<Setting field="boundLinear" look="small buttons" />}
        >
          <BoundChart
            tall
            label={TEXTS.termsLabel(bits(estimate.prior.mean), bits(estimate.decoder.mean))}
            columns={drawn.terms}
            ticks={ticks}
            axis={drawn.axis}
            as="bars"
          />
        </Panel>
      </LabScene>
    );
  return (
    <>
      <LabScene id="sum">
        <Panel title={TEXTS.sum} about={TEXTS.sumAbout}>
          <BoundChart
            label={TEXTS.sumLabel(bits(estimate.total.mean))}
            columns={drawn.sums}
            ticks={ticks}
            axis={drawn.sumAxis}
            as="line"
          />
        </Panel>
      </LabScene>
      <LabScene id="weight">
        <Panel
          title={
            <>
              {TEXTS.weight} (<Tex tex="|\epsilon - \hat\epsilon|^2" /> in <Tex tex="L_{t-1}" />;{' '}
              {TEXTS.weightLine}) <Badge kind="exact" small />
            </>
          }
          explain={<p>{TEXTS.weightAbout}</p>}
        >
          {third && (
            <BoundChart
              label={TEXTS.weightLabel}
              columns={weights}
              ticks={ticks}
              axis={WEIGHT}
              as="line"
              compare={1}
            />
          )}
        </Panel>
      </LabScene>
    </>
  );
}
