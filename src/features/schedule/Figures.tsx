import { fixed } from '../../diffusion/numbers/formatNumber';
import { useView } from '../../state/link/useView';
import { twoFigures } from './looks';
import type { ProcessSummary } from './state/comparison';
import { TEXTS } from './texts';
import styles from './Figures.module.css';

/** What is left of the digit, in numbers; without symbols only when half of it is noise. */
export function Figures({ summary }: { summary: ProcessSummary }) {
  const { level } = useView('level');
  const { halfLife, halfShare, lastSnr, priorKl, detectability } = summary;
  const isPlain = level === 'picture';
  const figures: readonly (readonly [string, string])[] = [
    [
      isPlain ? TEXTS.figures.halfPlain : TEXTS.figures.half,
      halfLife === undefined || halfShare === undefined
        ? TEXTS.never
        : isPlain
          ? TEXTS.sharePlain(halfShare)
          : TEXTS.at(halfLife, halfShare),
    ],
    [TEXTS.figures.snr, TEXTS.decibels(fixed(lastSnr, 1))],
    [TEXTS.figures.kl, TEXTS.bitsPerPixel(twoFigures(priorKl))],
    [TEXTS.figures.detectability, TEXTS.dPrime(twoFigures(detectability))],
  ];
  return (
    <dl className={styles.figures}>
      {(isPlain ? figures.slice(0, 1) : figures).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
