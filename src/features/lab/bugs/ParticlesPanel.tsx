import { useCallback, useMemo } from 'react';
import { SIDES, type Bug, type Side } from '../../../diffusion/bugs/names';
import type { Fingerprint } from '../../../diffusion/bugs/particles';
import { fixed } from '../../../diffusion/numbers/formatNumber';
import { Badge } from '../../../ui/Badge';
import { below, shareOf, stepsPath } from '../derivation/curves';
import { BUG_PARTICLES, bugParticles, stateAtPlace, type ParticleSide } from '../state/bugs';
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

/** In the order of the table, with what the data have. */
const ROWS: readonly { name: string; of: keyof Fingerprint; data: string }[] = [
  { name: texts.share, of: 'share', data: '0.700' },
  { name: texts.allSpread, of: 'spread', data: '0.922' },
  { name: texts.lost, of: 'lost', data: '0.000' },
  { name: texts.firstGuess, of: 'guess', data: '–' },
];

function Numbers({ sides }: { sides: Readonly<Record<Side, ParticleSide>> }) {
  return (
    <table className={styles.numbers} aria-label={texts.numbers}>
      <thead>
        <tr>
          {texts.head.map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ROWS.map(({ name, of, data }) => (
          <tr key={of}>
            <th scope="row">{name}</th>
            {SIDES.map((side) => (
              <td key={side} data-side={side} data-number={`${of}-${side}`}>
                {fixed(sides[side].numbers[of], 3)}
              </td>
            ))}
            <td>{data}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

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
      <Numbers sides={sides} />
    </Panel>
  );
}
