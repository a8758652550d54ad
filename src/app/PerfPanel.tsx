import { formatCount } from '../diffusion/numbers/formatCount';
import { fixed, precise } from '../diffusion/numbers/formatNumber';
import { useStore } from 'zustand';
import { BACKEND_TITLES, engineStatus } from '../state/engine/pageEngine';
import { limitTeraflops, perf, type Measured } from '../state/engine/perf';
import { PERF } from './texts';
import styles from './PerfPanel.module.css';

type Row = readonly [name: string, value: string];

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** The plan's figures; parts of the samples that were evaluated one after the other count together. */
function ofPlans({ plans, steps, seconds }: Measured): Row[] {
  if (plans.length === 0) return [PERF.byTfjs];
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
          [PERF.dispatches, fixed(dispatches / steps, 1)],
          [PERF.submits, formatCount(Math.round(submits))],
        ] as const)),
    [PERF.onDevice, PERF.megabytes(fixed(sum(plans.map(({ bytes }) => bytes)) / 1e6, 1))],
    [PERF.arithmetic, PERF.gigaflops(precise(gigaflops, 3))],
    ...(Number.isFinite(share) ? ([[PERF.ofLimit, PERF.percent(precise(100 * share, 2))]] as const) : []),
  ];
}

/** What each dispatch of a step takes, by the device's clock. */
function Kernels({ plans }: Measured) {
  const kernels = plans.at(0)?.kernels ?? [];
  if (kernels.length === 0) return null;
  return (
    <details>
      <summary>{PERF.kernels(precise(sum(kernels.map(({ ms }) => ms)), 3))}</summary>
      <ol>
        {kernels.map(({ id, ms }) => (
          <li key={id}>
            {id} <span>{PERF.milliseconds(precise(ms, 2))}</span>
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
  const device = status.kind === 'ready' ? status.capability.device : PERF.notReady;
  const rows: Row[] = run
    ? [
        [PERF.backend, BACKEND_TITLES[run.backend]],
        [PERF.device, device],
        [
          PERF.steps,
          PERF.stepsAndSamples(formatCount(Math.round(run.steps)), formatCount(Math.round(run.samples))),
        ],
        [PERF.step, PERF.milliseconds(precise((1000 * run.seconds) / run.steps, 3))],
        ...ofPlans(run),
      ]
    : [[PERF.device, device]];
  return (
    <aside className={styles.panel} aria-label={PERF.title}>
      <details open>
        <summary>{PERF.title}</summary>
        <dl>
          {rows.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {run ? <Kernels {...run} /> : <p>{PERF.empty}</p>}
      </details>
    </aside>
  );
}
