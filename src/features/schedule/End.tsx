import { useMemo } from 'react';
import { useStore } from 'zustand';
import { shareTold } from '../../diffusion/endOfForward';
import { fixed, share } from '../../diffusion/numbers/formatNumber';
import { source } from '../../state/picture/source';
import { useView } from '../../state/link/useView';
import { Badge } from '../../ui/Badge';
import { Disclosure } from '../../ui/Disclosure';
import { AtLevel } from '../common/setting/AtLevel';
import { Term } from '../common/glossary/Term';
import { Equations } from './Equations';
import { Figures } from './Figures';
import {
  comparedProcesses,
  isLost,
  isShownScaled,
  isTrainedOn,
  summarizeProcess,
  unseenByNetwork,
  type ComparedProcess,
  type ProcessSummary,
} from './state/comparison';
import { Swatch } from './Swatch';
import { TEXTS } from './texts';
import styles from './End.module.css';

interface Props {
  process: ComparedProcess;
  summary: ProcessSummary;
}

/** What is wrong with the end of a process, and which part of it the shipped network does not know. */
function Notes({ process, summary }: Props) {
  const { id, schedule, scale } = process;
  const { T, alphaBar } = schedule;
  const tries = 100 * shareTold(summary.detectability);
  const unseen = useMemo(() => unseenByNetwork(process), [process]);
  const sigma = scale(T);
  return (
    <>
      {!isLost(summary) && (
        <p className={styles.warning}>
          <b>
            <i>x</i>
            <sub>T</sub> {TEXTS.notPure}
          </b>{' '}
          {TEXTS.observer(share(tries, tries > 99 ? 2 : 0, 100))}
        </p>
      )}
      {id === 'additive' && (
        <p className={styles.warning}>
          {TEXTS.additiveEnd(fixed(sigma ** 2 - 1, 2), fixed(sigma, 2), fixed(alphaBar[T], 3))}
        </p>
      )}
      {!isTrainedOn(process) && (
        <p className={styles.note}>
          {TEXTS.otherSchedule}
          {unseen.last > 0 && TEXTS.unseenLast(fixed(unseen.least, 1), unseen.last)}
          {unseen.first > 0 && TEXTS.unseenFirst(fixed(unseen.most, 1), unseen.first)}
        </p>
      )}
    </>
  );
}

function Process({ process }: { process: ComparedProcess }) {
  const x0 = useStore(source, ({ picture }) => picture.x0);
  const { rescaled } = useView('rescaled');
  const isScaled = isShownScaled(process, rescaled);
  const summary = useMemo(() => summarizeProcess(process, x0, isScaled), [process, x0, isScaled]);
  const { name } = TEXTS.schedules[process.id];
  return (
    <section className={styles.process} aria-label={TEXTS.details(name)}>
      <h3 className={styles.name}>
        <Swatch id={process.id} /> {name}
      </h3>
      <Figures summary={summary} />
      <p className={styles.verdict}>{isLost(summary) ? TEXTS.lost : <b>{TEXTS.notLost}</b>}</p>
      <AtLevel from="course">
        <div className={styles.words}>
          <Notes process={process} summary={summary} />
          <Disclosure summary={TEXTS.rules}>
            <Equations process={process} summary={summary} isScaled={isScaled} />
          </Disclosure>
        </div>
      </AtLevel>
    </section>
  );
}

/** What each process leaves of the digit. */
export function End() {
  const { compared, comparedT, hand } = useView('compared', 'comparedT', 'hand');
  return (
    <section className={styles.end} aria-labelledby="schedule-end">
      <h2 id="schedule-end" className={styles.title}>
        {TEXTS.end} <Badge kind="exact" small /> <Term name="kl" />
      </h2>
      <div className={styles.processes}>
        {comparedProcesses({ compared, comparedT, hand }).map((process) => (
          <Process key={process.id} process={process} />
        ))}
      </div>
      <AtLevel from="course">
        <div className={styles.words} data-chrome>
          <p className={styles.note}>{TEXTS.aboutFigures}</p>
          <p className={styles.note}>{TEXTS.aboutT}</p>
        </div>
      </AtLevel>
    </section>
  );
}
