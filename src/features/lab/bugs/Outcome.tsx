import type { ReactNode } from 'react';
import { SIDES, type Side } from '../../../diffusion/bugs/names';
import type { Fingerprint } from '../../../diffusion/bugs/particles';
import { fixed } from '../../../diffusion/numbers/formatNumber';
import type { BugParticles, ParticleSide } from '../state/bugParticles';
import { TEXTS } from './texts';
import styles from './Bugs.module.css';

const { particles: texts } = TEXTS;

/** The numbers in their order, with what the data have. */
const NUMBERS: readonly { readonly of: keyof Fingerprint; readonly name: string; readonly data: string }[] = [
  { of: 'share', name: texts.share, data: '0.700' },
  { of: 'spread', name: texts.allSpread, data: '0.922' },
  { of: 'lost', name: texts.lost, data: '0.000' },
  { of: 'guess', name: texts.firstGuess, data: '–' },
];

/** A table whose first column names its rows. */
const Table = ({ head, children }: { head: readonly ReactNode[]; children: ReactNode }) => (
  <table className={styles.numbers} aria-label={texts.numbers}>
    <thead>
      <tr>
        {head.map((title, i) => (
          <th key={i} scope="col">
            {title}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>{children}</tbody>
  </table>
);

/** The name of a program, with the colour that it has in the pictures. */
const Marked = ({ side, children }: { side: Side; children: ReactNode }) => (
  <span className={styles.marked} data-side={side}>
    {children}
  </span>
);

/** What comes out of both programs, beside the data. */
export const Outcome = ({ sides }: { sides: Readonly<Record<Side, ParticleSide>> }) => (
  <Table
    head={[
      texts.outcome,
      ...SIDES.map((side) => (
        <Marked key={side} side={side}>
          {TEXTS.sides[side]}
        </Marked>
      )),
      texts.data,
    ]}
  >
    {NUMBERS.map(({ of, name, data }) => (
      <tr key={of}>
        <th scope="row">{name}</th>
        {SIDES.map((side) => (
          <td key={side} data-number={`${of}-${side}`}>
            <b>{fixed(sides[side].numbers[of], 3)}</b>
          </td>
        ))}
        <td>{data}</td>
      </tr>
    ))}
  </Table>
);

/** The first guess is the same in any number of steps. */
const BY_STEPS = NUMBERS.filter(({ of }) => of !== 'guess');

/** What comes out of the right program in more and more steps; the first of them is the bug. */
export function BySteps({ bySteps: all }: Pick<BugParticles, 'bySteps'>) {
  return (
    <Table head={[texts.outcome, ...BY_STEPS.map(({ name }) => name)]}>
      {all.map(({ steps, numbers }, i) => {
        const name = texts.inSteps(steps);
        const side: Side | undefined = i === 0 ? 'wrong' : i === all.length - 1 ? 'right' : undefined;
        return (
          <tr key={steps}>
            <th scope="row">{side === undefined ? name : <Marked side={side}>{name}</Marked>}</th>
            {BY_STEPS.map(({ of }) => (
              <td key={of} data-number={`${of}-${steps}`}>
                <b>{fixed(numbers[of], 3)}</b>
              </td>
            ))}
          </tr>
        );
      })}
    </Table>
  );
}
