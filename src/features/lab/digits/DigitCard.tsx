import { useCallback, useMemo } from 'react';
import { useStore } from 'zustand';
import { rmsDifference } from '../../../diffusion/similarity';
import { network } from '../../../state/network/network';
import { scheduleOf } from '../../../state/picture/forwardPath';
import { PixelCanvas, type Draw } from '../../../ui/PixelCanvas';
import { withMinusSign } from '../../common/format';
import { digitRules, type DigitRun } from '../state/digitRules';
import { digitStep, startsFromDigit, type DigitRule } from '../state/digitWays';
import { StepCard } from '../StepCard';
import { Film } from './Film';
import { frameAt, onRule } from './frames';
import { Moments } from './Moments';
import { DIGIT_TEXTS } from './texts';
import lab from '../Lab.module.css';
import styles from './DigitCard.module.css';

/** How far a picture is from the digit. */
function distance(a: Float32Array, b: Float32Array): string {
  const rms = rmsDifference(a, b);
  return rms < 1e-3 ? withMinusSign(rms.toExponential(0)) : rms.toFixed(2);
}

const outcomeOf = (run: DigitRun, noise: number): Float32Array | null =>
  run.kind === 'done' ? frameAt(run, 0, noise) : null;

const WORDS = {
  waiting: 'waits for its turn',
  running: 'on its way',
  stopped: 'stopped',
} as const;

/** x at the slider's t, what comes out of both noises, and the film. */
function Outcome({ rule }: { rule: DigitRule }) {
  const { name, says } = DIGIT_TEXTS[rule];
  const run = useStore(digitRules.store, ({ runs }) => runs[rule]);
  const x0 = useStore(digitRules.store, (state) => state.x0);
  const feedPlace = useCallback((draw: Draw) => onRule(rule, (now, t) => draw(frameAt(now, t))), [rule]);
  const feedOutcome = useCallback((draw: Draw) => onRule(rule, (now) => draw(outcomeOf(now, 0))), [rule]);
  const feedOther = useCallback((draw: Draw) => onRule(rule, (now) => draw(outcomeOf(now, 1))), [rule]);
  const outcome = outcomeOf(run, 0);
  const schedule = useStore(network, ({ used }) => used.schedule);
  const sentence = useMemo(
    () => (typeof says === 'string' ? says : says(scheduleOf(schedule))),
    [says, schedule],
  );
  return (
    <>
      <div className={styles.pictures}>
        <figure>
          <PixelCanvas label={`x at the slider’s t, ${name}`} feed={feedPlace} />
          <figcaption>at t</figcaption>
        </figure>
        <figure>
          <PixelCanvas label={`What comes out, ${name}`} feed={feedOutcome} />
          <figcaption>the end</figcaption>
        </figure>
        <figure>
          <PixelCanvas label={`What comes out from another noise, ${name}`} feed={feedOther} />
          <figcaption>another noise</figcaption>
        </figure>
      </div>
      <div>
        <Film rule={rule} name={name} />
        <p className={lab.outcome}>
          {outcome ? (
            <>
              <Moments pixels={outcome} />
              {startsFromDigit(rule) && x0?.length === outcome.length && (
                <>
                  , off the digit <b>{distance(outcome, x0)}</b>
                </>
              )}
            </>
          ) : (
            WORDS[run.kind === 'done' ? 'waiting' : run.kind]
          )}
        </p>
      </div>
      <p className={lab.says}>{sentence}</p>
    </>
  );
}

/** One rule, and what it makes of noise with the network. */
export function DigitCard({ rule }: { rule: DigitRule }) {
  const schedule = useStore(network, ({ used }) => used.schedule);
  const stepAt = useMemo(() => digitStep(rule, schedule), [rule, schedule]);
  return (
    <StepCard text={DIGIT_TEXTS[rule]} stepAt={stepAt} recorded={rule === 'tape'}>
      <Outcome rule={rule} />
    </StepCard>
  );
}
