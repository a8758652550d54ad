import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { mixtureDensity, TWO_MODES } from '../../diffusion/mixture';
import { RULES, type Rule } from '../../diffusion/rules';
import { fixed } from '../../diffusion/numbers/formatNumber';
import type { TermName } from '../common/glossary/glossary';
import { inFrame } from '../../state/inFrame';
import { view } from '../../state/link/view';
import { T } from '../../state/picture/forwardPath';
import { ruleText } from './ruleTexts';
import {
  DENSITY_BINS,
  DENSITY_RANGE,
  PARTICLE_STEPS,
  particles,
  PARTICLES,
  type RuleRun,
} from './state/particles';
import { tAtPlace } from './state/place';
import { forRules } from './state/rules';
import { StepCard } from './StepCard';
import { TEXTS } from './texts';
import lab from './Lab.module.css';
import styles from './RuleCard.module.css';

const COLUMNS = 250;
/** Density at the right edge of the profile; the target's peak is 2.8. */
const TOP = 3;
const PROFILE = 80;
const PER_BIN = (2 * DENSITY_RANGE) / DENSITY_BINS;

const columnOf = (t: number): number => Math.round(((T - t) * COLUMNS) / T);

/** Paints the densities from index `from` on, each up to the next. Darker is denser, by the square root: low densities show, too. */
function paintStrip(context: CanvasRenderingContext2D, { times, densities }: RuleRun, from: number): void {
  for (let i = from; i < times.length; i++) {
    const left = columnOf(times[i]);
    const right = i + 1 < times.length ? columnOf(times[i + 1]) : times[i] === 0 ? COLUMNS + 1 : left + 1;
    const width = Math.max(1, right - left);
    const image = context.createImageData(width, DENSITY_BINS);
    for (let bin = 0; bin < DENSITY_BINS; bin++) {
      const density = densities[i][bin] / PARTICLES / PER_BIN;
      const alpha = 255 * Math.min(1, Math.sqrt(density / 1.5));
      // Large x is at the top.
      const row = DENSITY_BINS - 1 - bin;
      for (let x = 0; x < width; x++) image.data[4 * (row * width + x) + 3] = alpha;
    }
    context.putImageData(image, left, 0);
  }
}

/** The density of the last state that is not below t; undefined before the rule has begun. */
function densityAt({ times, densities }: RuleRun, t: number): Uint32Array | undefined {
  return densities[times.findLastIndex((each) => each >= t)];
}

function paintProfile(context: CanvasRenderingContext2D, density: Uint32Array | undefined): void {
  context.clearRect(0, 0, PROFILE, DENSITY_BINS);
  density?.forEach((count, bin) => {
    const length = (PROFILE * Math.min(TOP, count / PARTICLES / PER_BIN)) / TOP;
    context.fillRect(0, DENSITY_BINS - 1 - bin, length, 1);
  });
}

/** The target's outline, beside the profile. */
const TARGET = Array.from({ length: DENSITY_BINS + 1 }, (_, bin) => {
  const density = mixtureDensity(TWO_MODES, bin * PER_BIN - DENSITY_RANGE, 1, 0);
  return `${bin === 0 ? 'M' : 'L'}${((PROFILE * density) / TOP).toFixed(1)} ${DENSITY_BINS - bin}`;
}).join('');

/** The particles' density over the whole way back, their density at the place, and what comes out. */
export function Outcome({ rule }: { rule: Rule }) {
  const strip = useRef<HTMLCanvasElement>(null);
  const profile = useRef<HTMLCanvasElement>(null);
  const cursor = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const stripContext = strip.current?.getContext('2d');
    const profileContext = profile.current?.getContext('2d');
    if (!stripContext || !profileContext) return;
    let painted = 0;
    return inFrame(() => {
      const run = particles.store.getState().runs[rule];
      const t = tAtPlace(view.getState());
      if (run.times.length < painted) {
        stripContext.clearRect(0, 0, COLUMNS + 1, DENSITY_BINS);
        painted = 0;
      }
      if (run.times.length > painted) paintStrip(stripContext, run, Math.max(0, painted - 1));
      painted = run.times.length;
      paintProfile(profileContext, densityAt(run, t));
      if (cursor.current) cursor.current.style.left = `${((T - t) / T) * 100}%`;
    }, [particles.store, view]);
  }, [rule]);
  const { kind, times, share, std } = useStore(particles.store, ({ runs }) => runs[rule]);
  const isDone = kind === 'done';
  return (
    <>
      <div className={styles.pictures}>
        <div className={styles.strip}>
          <canvas
            ref={strip}
            width={COLUMNS + 1}
            height={DENSITY_BINS}
            role="img"
            aria-label={TEXTS.rules.strip(PARTICLES)}
          />
          <span ref={cursor} className={lab.cursor} />
        </div>
        <div className={styles.profile}>
          <canvas
            ref={profile}
            width={PROFILE}
            height={DENSITY_BINS}
            role="img"
            aria-label={TEXTS.rules.profile}
          />
          <svg viewBox={`0 0 ${PROFILE} ${DENSITY_BINS}`} preserveAspectRatio="none" aria-hidden="true">
            <path d={TARGET} />
          </svg>
        </div>
      </div>
      <p className={`${lab.outcome} ${styles.outcome}`}>
        {times.length === 0 && (kind === 'running' ? TEXTS.rules.begins : TEXTS.rules.waits)}
        {times.length > 0 && (
          <>
            {TEXTS.rules.share} <b data-off={isDone && Math.abs(share - 0.7) > 0.02}>{fixed(share, 3)}</b>,{' '}
            {TEXTS.rules.spread}{' '}
            <b data-off={isDone && Math.abs(std - 0.1) > 0.01}>
              {std < 0.001 ? fixed(std, 4) : fixed(std, 3)}
            </b>
            {!isDone && ` ${TEXTS.rules.soFar}`}
          </>
        )}
      </p>
    </>
  );
}

const RULE_TEXTS = forRules(RULES, ruleText);
const TERMS: Partial<Record<Rule, TermName>> = {
  ddpm: 'ddpm',
  ddim: 'ddim',
  'ddim-20': 'steps',
  'no-noise': 'z',
  'mid-start': 'gaussian',
  additive: 'sigma',
  naive: 'epsilonHat',
};

export function RuleCard({ rule }: { rule: Rule }) {
  return (
    <StepCard
      rule={rule}
      text={RULE_TEXTS[rule]}
      term={TERMS[rule]}
      stepAt={PARTICLE_STEPS[rule]}
      recorded={rule === 'tape'}
    >
      <Outcome rule={rule} />
    </StepCard>
  );
}
