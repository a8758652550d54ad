import { useCallback, useMemo } from 'react';
import { useStore } from 'zustand';
import { rmsDifference } from '../../../diffusion/pictures/similarity';
import { exponential, fixed } from '../../../diffusion/numbers/formatNumber';
import { network } from '../../../state/network/network';
import { scheduleOf } from '../../../state/picture/forwardPath';
import { PixelCanvas, type Draw } from '../../../ui/PixelCanvas';
import type { TermName } from '../../common/glossary/glossary';
import { digitRules, frameAt, onDigitRule, type DigitRun } from '../state/digitRules';
import { digitStep, startsFromDigit, type DigitRule } from '../state/digitRuleDefinitions';
import { StepCard } from '../StepCard';
import { Film } from './Film';
import { Moments } from './Moments';
import { digitRuleText } from '../ruleTexts';
import { TEXTS } from '../texts';
import lab from '../Lab.module.css';
import styles from './DigitCard.module.css';

function distance(a: Float32Array, b: Float32Array): string {
  const rms = rmsDifference(a, b);
  return rms < 1e-3 ? exponential(rms, 0) : fixed(rms, 2);
}

const outcomeOf = (run: DigitRun, noise: number): Float32Array | null =>
  run.kind === 'done' ? frameAt(run, 0, noise) : null;

interface PictureProps {
  rule: DigitRule;
  label: string;
  caption: string;
  /** The picture at t. Keep it stable. */
  pick: (run: DigitRun, t: number) => Float32Array | null;
}

function Picture({ rule, label, caption, pick }: PictureProps) {
  const feed = useCallback((draw: Draw) => onDigitRule(rule, (run, t) => draw(pick(run, t))), [rule, pick]);
  return (
    <figure>
      <PixelCanvas label={label} feed={feed} />
      <figcaption>{caption}</figcaption>
    </figure>
  );
}

const { current, result, other } = TEXTS.digits.pictures;
const PICTURES: readonly Omit<PictureProps, 'rule'>[] = [
  { ...current, pick: (run, t) => frameAt(run, t) },
  { ...result, pick: (run) => outcomeOf(run, 0) },
  { ...other, pick: (run) => outcomeOf(run, 1) },
];

const WORDS = {
  waiting: TEXTS.digits.waiting,
  running: TEXTS.digits.running,
  stopped: TEXTS.digits.stopped,
} as const;

/** x at the slider's t, what comes out of both noises, and the film. */
function Outcome({ rule, name }: { rule: DigitRule; name: string }) {
  const run = useStore(digitRules.store, ({ runs }) => runs[rule]);
  const x0 = useStore(digitRules.store, (state) => state.x0);
  const outcome = outcomeOf(run, 0);
  return (
    <>
      <div className={styles.pictures}>
        {PICTURES.map(({ label, ...picture }) => (
          <Picture key={label} {...picture} rule={rule} label={`${label}, ${name}`} />
        ))}
      </div>
      <div>
        <Film rule={rule} name={name} />
        <p className={lab.outcome}>
          {outcome ? (
            <>
              <Moments pixels={outcome} />
              {startsFromDigit(rule) && x0?.length === outcome.length && (
                <>
                  {TEXTS.digits.distance} <b>{distance(outcome, x0)}</b>
                </>
              )}
            </>
          ) : (
            WORDS[run.kind === 'done' ? 'waiting' : run.kind]
          )}
        </p>
      </div>
    </>
  );
}

const TERMS: Partial<Record<DigitRule, TermName>> = {
  ddpm: 'ddpm',
  ddim: 'ddim',
  'no-noise': 'z',
  additive: 'sigma',
  naive: 'epsilonHat',
};

export function DigitCard({ rule }: { rule: DigitRule }) {
  const schedule = useStore(network, ({ used }) => used.schedule);
  const stepAt = useMemo(() => digitStep(rule, schedule), [rule, schedule]);
  const text = useMemo(() => digitRuleText(rule, scheduleOf(schedule)), [rule, schedule]);
  return (
    <StepCard rule={rule} text={text} term={TERMS[rule]} stepAt={stepAt} recorded={rule === 'tape'}>
      <Outcome rule={rule} name={text.name} />
    </StepCard>
  );
}
