import { useStore } from 'zustand';
import { failureText } from '../../state/engine/failure';
import { creditOf } from '../../state/network/usedNetwork';
import { useView } from '../../state/link/useView';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/controls';
import { Panel } from '../../ui/Panel';
import { withMinusSign, formatDuration } from '../common/format';
import { Setting } from '../common/Setting';
import { duration, QualityChart } from './QualityChart';
import { grids } from './state/grids';
import {
  CONTENDERS,
  measuredNow,
  REAL,
  REFERENCE,
  samplerComparison,
  whyNotJudged,
  type Measured,
} from './state/samplerComparison';
import { useUsed } from './useSide';
import shared from './Generate.module.css';
import styles from './SamplerComparison.module.css';

const EXPLAINED = (
  <>
    <p>
      <b>Seconds</b> are measured on this device, a picture’s share of a whole batch, with the seeds and the
      guidance of A; a training that goes on meanwhile makes them longer.
    </p>
    <p>
      <b>Right class</b>: the share that a classifier reads as the digit asked for. It is another network,
      trained apart (99.72 % of the 10,000 test digits right), and does not judge beauty: a smudge that it can
      read counts. The real training digits are among those that it learned from.
    </p>
    <p>
      <b>Shape</b> and <b>grain</b> are kernel distances, KID <cite>(Bińkowski et al. 2018)</cite>, from{' '}
      {REFERENCE} test digits, class by class, and the mean of all ten: 0 where the distributions are alike.
      Shape is of the classifier’s 128 last features, which look away from smudges; grain of 96 statistics of
      its first layer, which see them. Their expectation does not depend on the number of samples, as that of
      a Fréchet distance does, but with few they are coarse, and may fall below 0. As many real training
      digits are measured beside them: samples cannot be expected to come below those.
    </p>
  </>
);

/** KID of shapes is a small number. */
const THOUSAND = 1000;

interface RowProps {
  name: string;
  steps: string;
  figures: Measured | undefined;
  progress: string;
}

function Row({ name, steps, figures, progress }: RowProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{steps}</td>
      {figures ? (
        <>
          <td>{figures.seconds === 0 ? '' : duration(figures.seconds)}</td>
          <td>{(100 * figures.accuracy).toFixed(1)} %</td>
          <td>{withMinusSign((THOUSAND * figures.kernelDistance).toFixed(1))}</td>
          <td>{withMinusSign(figures.grainDistance.toFixed(2))}</td>
        </>
      ) : (
        <td colSpan={4} className={styles.progress}>
          {progress}
        </td>
      )}
    </tr>
  );
}

/** Steps against quality and seconds, measured on this device. */
export function SamplerComparison() {
  const { judged } = useView('judged', 'gridSeed', 'aGuidance');
  const used = useUsed('a');
  const state = useStore(samplerComparison.store);
  const { status } = state;
  const measured = measuredNow(state);
  const refusal = used && whyNotJudged(used);
  const isRunning = status.kind === 'running';
  const hasFigures = Object.keys(measured).length > 0;
  const isComplete = CONTENDERS.every(({ id }) => id in measured);
  const progressWords = (id: string): string => {
    const progress = isRunning ? status.progress : null;
    if (progress?.id !== id) return '';
    const { activity, share, secondsLeft } = progress;
    const left = secondsLeft === null ? '' : ` · ${formatDuration(secondsLeft)} left`;
    return `${activity}: ${Math.round(100 * share)} %${left}`;
  };
  return (
    <Panel
      title="How many steps are enough?"
      explain={EXPLAINED}
      aside={used && <Badge kind="live" by={creditOf(used)} />}
    >
      <div className={shared.fields} data-chrome>
        <span className={shared.fieldName} aria-hidden="true">
          samples of each
        </span>
        <Setting field="judged" look="small buttons" />
        {isRunning ? (
          <Button onClick={samplerComparison.stop}>Cancel</Button>
        ) : (
          <Button
            disabled={used === null || refusal !== null || isComplete}
            onClick={() => {
              grids.stop();
              void samplerComparison.start();
            }}
          >
            {hasFigures ? 'Go on' : 'Measure on this device'}
          </Button>
        )}
        <p className={shared.status} role={status.kind === 'failed' ? 'alert' : undefined}>
          {status.kind === 'failed'
            ? failureText(status.error)
            : (refusal ??
              (status.kind === 'stopped' && hasFigures ? 'Stopped. What has been measured stays.' : ''))}
        </p>
      </div>
      {hasFigures || isRunning ? (
        <div className={shared.halves}>
          <QualityChart measured={measured} count={judged} />
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">sampler</th>
                <th scope="col">steps</th>
                <th scope="col">a picture</th>
                <th scope="col">right class</th>
                <th scope="col">shape · 1000</th>
                <th scope="col">grain</th>
              </tr>
            </thead>
            <tbody>
              {CONTENDERS.map(({ id, sampler, steps }) => (
                <Row
                  key={id}
                  name={sampler.toUpperCase()}
                  steps={steps.toLocaleString('en')}
                  figures={measured[id]}
                  progress={progressWords(id)}
                />
              ))}
              <Row
                name="real training digits"
                steps=""
                figures={measured[REAL]}
                progress={progressWords(REAL)}
              />
            </tbody>
          </table>
        </div>
      ) : (
        <p className={shared.note}>
          DDIM with 5 to 100 steps and DDPM with 100 and 1,000: what a picture takes here, and how good it is.
          A judge of its own (0.6 MB) reads {judged} samples of each, all ten digits in turn.
        </p>
      )}
    </Panel>
  );
}
