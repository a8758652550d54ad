import { useCallback, useMemo } from 'react';
import type { Bug, Side } from '../../../diffusion/bugs/names';
import { fixed } from '../../../diffusion/numbers/formatNumber';
import { Badge } from '../../../ui/Badge';
import { below, shareOf, stepsPath } from '../derivation/curves';
import { BUG_PARTICLES, bugParticles, stateAtPlace } from '../state/bugs';
import { BySteps, Outcome } from './Outcome';
import { Plot } from './Plot';
import { Panel } from './Panel';
import { TEXTS } from './texts';
import { TimeChart } from './TimeChart';
import styles from './Bugs.module.css';

const { particles: texts } = TEXTS;

/** The axis of positions runs from -RANGE to RANGE; a density of TOP fills it. */
const RANGE = 3;
const TOP = 3;
const POSITIONS = [-2, -1, 0, 1, 2].map((x) => ({ at: shareOf(x, RANGE), text: fixed(x, 0) }));

interface Props {
  bug: Bug;
  seed: number;
  name: string;
  spoken: string | undefined;
}

/** What both programs make of particles, whose denoiser is a formula. */
export function ParticlesPanel({ bug, seed, ...words }: Props) {
  const sides = bugParticles(bug, seed);
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
  const courses = useMemo(() => {
    const pointsOf = (of: 'spreads' | 'guesses') => (side: Side) => {
      const { states, [of]: values } = sides[side].run;
      return values.map((value, i) => ({ at: i / (states.length - 1), value }));
    };
    const both = (of: 'spreads' | 'guesses') => ({
      right: pointsOf(of)('right'),
      wrong: pointsOf(of)('wrong'),
    });
    return { spreads: both('spreads'), guesses: both('guesses') };
  }, [sides]);
  return (
    <Panel
      id="bug-particles"
      {...words}
      title={texts.title(BUG_PARTICLES)}
      badge={<Badge kind="live" small />}
      about={texts.about}
    >
      <div className={styles.plots}>
        <Plot title={texts.heaps} label={texts.heapsLabel} ticks={POSITIONS} pathsAt={heapsAt} look="area" />
        <TimeChart title={texts.spread} label={texts.spreadLabel} points={courses.spreads} />
        <TimeChart title={texts.guess} label={texts.guessLabel} points={courses.guesses} />
      </div>
      {/* A riddle does not tell what it is about. */}
      {bug === 'one-step' && words.spoken !== undefined ? <BySteps seed={seed} /> : <Outcome sides={sides} />}
    </Panel>
  );
}
