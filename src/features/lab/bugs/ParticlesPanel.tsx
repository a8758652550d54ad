import { useCallback, useMemo } from 'react';
import { useStore } from 'zustand';
import type { Bug, Side } from '../../../diffusion/bugs/names';
import { fixed } from '../../../diffusion/numbers/formatNumber';
import { Badge } from '../../../ui/Badge';
import { below, shareOf, stepsPath } from '../derivation/curves';
import { BUG_PARTICLES, bugParticles, type BugParticles } from '../state/bugParticles';
import { stateAtPlace } from '../state/bugs';
import { BySteps, Outcome } from './Outcome';
import { Panel } from './Panel';
import { Plot } from './Plot';
import { TEXTS } from './texts';
import { TimeChart } from './TimeChart';
import styles from './Bugs.module.css';

const { particles: texts } = TEXTS;

/** The axis of positions runs from -RANGE to RANGE; a density of TOP fills it. */
const RANGE = 3;
const TOP = 3;
const POSITIONS = [-2, -1, 0, 1, 2].map((x) => ({ at: shareOf(x, RANGE), text: fixed(x, 0) }));

/** A number of every state of both programs, and where on the way it stands. */
function pointsOf(sides: BugParticles['sides'], of: 'spreads' | 'guesses') {
  const ofSide = (side: Side) => {
    const { states, [of]: values } = sides[side].run;
    return values.map((value, i) => ({ at: i / (states.length - 1), value }));
  };
  return { right: ofSide('right'), wrong: ofSide('wrong') };
}

/** The particles at the place, and two numbers of theirs on the way. */
function Pictures({ sides }: Pick<BugParticles, 'sides'>) {
  const heapsAt = useCallback(
    (place: number) => {
      const pathOf = (side: Side): string => {
        const { states } = sides[side].run;
        return below(stepsPath(states[stateAtPlace(states.length - 1, place)], RANGE, TOP));
      };
      return { right: pathOf('right'), wrong: pathOf('wrong') };
    },
    [sides],
  );
  const spreads = useMemo(() => pointsOf(sides, 'spreads'), [sides]);
  const guesses = useMemo(() => pointsOf(sides, 'guesses'), [sides]);
  return (
    <div className={styles.plots}>
      <Plot title={texts.heaps} label={texts.heapsLabel} ticks={POSITIONS} pathsAt={heapsAt} look="area" />
      <TimeChart title={texts.spread} label={texts.spreadLabel} points={spreads} />
      <TimeChart title={texts.guess} label={texts.guessLabel} points={guesses} />
    </div>
  );
}

interface Props {
  bug: Bug;
  seed: number;
  name: string;
  /** Left out in a riddle, which does not tell what it is about. */
  spoken: string | undefined;
}

/** What both programs make of particles, whose denoiser is a formula. */
export function ParticlesPanel({ bug, seed, ...words }: Props) {
  const result = useStore(bugParticles.store, (state) => state.result);
  const isOld = result?.bug !== bug || result.seed !== seed;
  return (
    <Panel
      id="bug-particles"
      {...words}
      title={texts.title(BUG_PARTICLES)}
      badge={<Badge kind="live" small />}
      about={texts.about}
    >
      <div className={styles.particles} aria-busy={isOld}>
        {result && (
          <>
            <Pictures sides={result.sides} />
            {result.bySteps.length > 0 && words.spoken !== undefined ? (
              <BySteps bySteps={result.bySteps} />
            ) : (
              <Outcome sides={result.sides} />
            )}
          </>
        )}
      </div>
    </Panel>
  );
}
