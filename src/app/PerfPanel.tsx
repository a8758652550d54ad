import { useStore } from 'zustand';
import { BACKEND_TITLES, engineStatus } from '../state/engine/engine';
import { limitTeraflops, perf, type Measured } from '../state/engine/perf';
import styles from './PerfPanel.module.css';

type Row = readonly [name: string, value: string];

const whole = (value: number): string => Math.round(value).toLocaleString('en');
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** The plan's figures; parts of the samples that were evaluated one after the other count together. */
function ofPlans({ plans, steps, seconds }: Measured): Row[] {
  if (plans.length === 0) return [['Computed by', 'tfjs’s operations, which are not counted']];
  const gigaflops = (sum(plans.map(({ flops }) => flops)) * steps) / seconds / 1e9;
  const share = gigaflops / 1000 / limitTeraflops();
  const [dispatches, submits] = [
    sum(plans.map((plan) => plan.dispatches)),
    sum(plans.map((plan) => plan.submits)),
  ];
  return [
    // A CPU is given no commands.
    ...(submits === 0
      ? []
      : ([
          ['Dispatches a step', (dispatches / steps).toFixed(1)],
          ['Submits', whole(submits)],
        ] as const)),
    ['On the device', `${(sum(plans.map(({ bytes }) => bytes)) / 1e6).toFixed(1)} MB`],
    ['Arithmetic', `${gigaflops.toPrecision(3)} GFLOP/s`],
    ...(Number.isFinite(share) ? ([['Of the limit', `${(100 * share).toPrecision(2)} %`]] as const) : []),
  ];
}

/** What each dispatch of a step takes, by the device's clock. */
function Kernels({ plans }: Measured) {
  const kernels = plans.at(0)?.kernels ?? [];
  if (kernels.length === 0) return null;
  return (
    <details>
      <summary>{sum(kernels.map(({ ms }) => ms)).toPrecision(3)} ms a step on the device’s clock</summary>
      <ol>
        {kernels.map(({ id, ms }) => (
          <li key={id}>
            {id} <span>{ms.toPrecision(2)} ms</span>
          </li>
        ))}
      </ol>
    </details>
  );
}

/** What the newest run has cost: for the address `?perf`. */
export default function PerfPanel() {
  const status = useStore(engineStatus, (state) => state.status);
  const run = useStore(perf, (state) => state.run);
  const device = status.kind === 'ready' ? status.capability.device : 'not ready';
  const rows: Row[] = run
    ? [
        ['Backend', BACKEND_TITLES[run.backend]],
        ['Device', device],
        ['Steps', `${whole(run.steps)}, samples at once: ${whole(run.samples)}`],
        ['A step', `${((1000 * run.seconds) / run.steps).toPrecision(3)} ms`],
        ...ofPlans(run),
      ]
    : [['Device', device]];
  return (
    <aside className={styles.panel} aria-label="Performance">
      <details open>
        <summary>Performance</summary>
        <dl>
          {rows.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {run ? <Kernels {...run} /> : <p>Let the network sample: what it costs stands here then.</p>}
      </details>
    </aside>
  );
}
