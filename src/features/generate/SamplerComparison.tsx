import { evaluationsOf } from '../../diffusion/walk';
import { formatCount } from '../../diffusion/numbers/formatCount';
import { fixed } from '../../diffusion/numbers/formatNumber';
import { useStore } from 'zustand';
import { failureText } from '../../state/engine/failure';
import { SAMPLER_NAMES } from '../../state/link/fields/samplers';
import { creditOf } from '../../state/network/usedNetwork';
import { useView } from '../../state/link/useView';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/controls';
import { Panel } from '../../ui/Panel';
import { formatDuration } from '../common/format';
import { Setting } from '../common/setting/Setting';
import { Term } from '../common/glossary/Term';
import { duration, QualityChart } from './QualityChart';
import { measureSamplers } from './state/panels';
import {
  CONTENDERS,
  currentFigures,
  REAL,
  REFERENCE,
  samplerComparison,
  whyNotJudged,
  type Measured,
} from './state/samplerComparison';
import { TEXTS } from './texts';
import { useSideNetwork } from './useSide';
import shared from './Generate.module.css';
import styles from './SamplerComparison.module.css';

const { comparisonCard: CARD } = TEXTS;
const EXPLAINED = (
  <>
    <p>
      <b>{CARD.seconds[0]}</b>
      {CARD.seconds[1]}
    </p>
    <p>
      <b>{CARD.class[0]}</b>
      {CARD.class[1]}
    </p>
    <p>
      <b>{CARD.kid[0]}</b>
      {CARD.kid[1]}
      <b>{CARD.kid[2]}</b>
      {CARD.kid[3]}
      <cite>{CARD.kidSource}</cite>
      {CARD.kidText(REFERENCE)}
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
          <td>{fixed(100 * figures.accuracy, 1)} %</td>
          <td>{fixed(THOUSAND * figures.kernelDistance, 1)}</td>
          <td>{fixed(figures.grainDistance, 2)}</td>
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
  const used = useSideNetwork('a');
  const state = useStore(samplerComparison.store);
  const { status } = state;
  const measured = currentFigures(state);
  const refusal = used && whyNotJudged(used);
  const isRunning = status.kind === 'running';
  const hasFigures = Object.keys(measured).length > 0;
  const isComplete = CONTENDERS.every(({ id }) => id in measured);
  const progressWords = (id: string): string => {
    const progress = isRunning ? status.progress : null;
    if (progress?.id !== id) return '';
    const { activity, share, secondsLeft } = progress;
    const left = secondsLeft === null ? '' : TEXTS.left(formatDuration(secondsLeft));
    return TEXTS.activityAt(TEXTS.activity[activity], share) + left;
  };
  return (
    <Panel
      id="how-many-steps"
      title={
        <>
          {TEXTS.comparison} <Term name="kid" />
        </>
      }
      explain={EXPLAINED}
      aside={used && <Badge kind="live" by={creditOf(used)} />}
    >
      <div className={shared.fields}>
        <span className={shared.fieldName} aria-hidden="true">
          {TEXTS.perSampler}
        </span>
        <Setting field="judged" look="small buttons" />
        {isRunning ? (
          <Button onClick={samplerComparison.stop}>{TEXTS.cancel}</Button>
        ) : (
          <Button
            className={isComplete ? '' : shared.start}
            disabled={used === null || refusal !== null || isComplete}
            onClick={measureSamplers}
          >
            {hasFigures ? TEXTS.goOn : TEXTS.measure}
          </Button>
        )}
        <p className={shared.status} role={status.kind === 'failed' ? 'alert' : undefined}>
          {status.kind === 'failed'
            ? failureText(status.error)
            : (refusal ?? (status.kind === 'stopped' && hasFigures ? TEXTS.measureStopped : ''))}
        </p>
      </div>
      {hasFigures || isRunning ? (
        <div className={shared.halves}>
          <QualityChart measured={measured} count={judged} />
          <div>
            <table className={styles.table}>
              <thead>
                <tr>
                  {TEXTS.columns.map((name) => (
                    <th key={name} scope="col">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {CONTENDERS.map(({ id, sampler, steps }) => (
                  <Row
                    key={id}
                    name={SAMPLER_NAMES[sampler]}
                    steps={TEXTS.contender(formatCount(steps), evaluationsOf(sampler, steps) - steps)}
                    figures={measured[id]}
                    progress={progressWords(id)}
                  />
                ))}
                <Row
                  name={TEXTS.realDigits}
                  steps=""
                  figures={measured[REAL]}
                  progress={progressWords(REAL)}
                />
              </tbody>
            </table>
            <p className={shared.note}>{TEXTS.columnsAbout}</p>
          </div>
        </div>
      ) : (
        <p className={shared.note}>{TEXTS.comparisonAbout(judged)}</p>
      )}
    </Panel>
  );
}
