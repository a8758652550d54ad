import { useMemo } from 'react';
import { useStore } from 'zustand';
import { fixed } from '../../diffusion/numbers/formatNumber';
import { measuredOrder } from '../../diffusion/plane/solverErrors';
import { SOLVERS, type Solver } from '../../diffusion/plane/solvers';
import { WAY_TITLES } from '../../state/link/fields/plane';
import { CurvePlot } from '../../ui/chart/CurvePlot';
import { logAxis, type Curve } from '../../ui/chart/series';
import { Button } from '../../ui/controls';
import { formatCount } from '../../diffusion/numbers/formatCount';
import { short } from './short';
import { solverErrors, type SolverError } from './state/solverErrors';
import { TEXTS } from './texts';
import { WorkStatus } from './WorkStatus';
import styles from './SolverErrors.module.css';

const TONES: Readonly<Record<Solver, Curve['tone']>> = {
  euler: 'a',
  heun: 'b',
  'dpm-solver-2': 'c',
  rk4: 'e',
};

/** The steps between which the order is measured: the second is twice the first. */
const ORDER_STEPS: Readonly<Record<Solver, readonly [number, number]>> = {
  euler: [80, 160],
  heun: [80, 160],
  'dpm-solver-2': [80, 160],
  // Beyond these, rounding and the reference's own error show.
  rk4: [40, 80],
};

/** The errors of a solver, by steps. */
const errorsOf = (errors: readonly SolverError[], solver: Solver): readonly SolverError[] =>
  errors.filter((each) => each.solver === solver);

/** The order that a solver shows; a dash until it is measured. */
function orderText(errors: readonly SolverError[]): string {
  const [first] = errors;
  const [coarse, fine] = ORDER_STEPS[first.solver].map((steps) =>
    errors.find((each) => each.steps === steps),
  );
  return coarse && fine ? fixed(measuredOrder(coarse.error, fine.error), 2) : '–';
}

/** Where each solver ends, compared with the exact path, over what it costs. */
export function SolverErrors() {
  const { errors, count, status } = useStore(solverErrors.store);
  const chart = useMemo(() => {
    if (errors.length === 0) return null;
    const measured = SOLVERS.filter((solver) => errorsOf(errors, solver).length > 0);
    const curves = measured.map((solver): Curve => ({
      name: WAY_TITLES[solver],
      tone: TONES[solver],
      points: errorsOf(errors, solver).map(({ evaluations, error }) => ({ x: evaluations, y: error })),
    }));
    return {
      curves,
      x: logAxis([1, ...errors.map(({ evaluations }) => evaluations)], formatCount),
      y: logAxis(
        errors.map(({ error }) => error),
        short,
      ),
    };
  }, [errors]);
  return (
    <section className={styles.errors} aria-label={TEXTS.solvers}>
      <h2>{TEXTS.solvers}</h2>
      <p>{TEXTS.solversAbout}</p>
      {status.kind === 'idle' && (
        <div>
          <Button look="primary" onClick={solverErrors.start}>
            {TEXTS.compareSolvers}
          </Button>
        </div>
      )}
      <WorkStatus
        label={TEXTS.solvers}
        status={status}
        start={solverErrors.start}
        stop={solverErrors.stop}
        beginsAnew
      />
      {chart && (
        <div className={styles.chart}>
          <div>
            <p className={styles.axis}>{TEXTS.solversAxes(formatCount(count))}</p>
            <CurvePlot label={TEXTS.solvers} {...chart} />
          </div>
          <table>
            <thead>
              <tr>
                <th>{TEXTS.solver}</th>
                <th>{TEXTS.order}</th>
                <th>{TEXTS.errorAt20}</th>
              </tr>
            </thead>
            <tbody>
              {chart.curves.map(({ name }, i) => {
                const own = errorsOf(errors, SOLVERS[i]);
                const at20 = own.find(({ steps }) => steps === 20);
                return (
                  <tr key={name}>
                    <td>{name}</td>
                    <td data-number={`order-${SOLVERS[i]}`}>{orderText(own)}</td>
                    <td>{at20 ? short(at20.error) : '–'}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
