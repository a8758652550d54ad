import { operand } from '../../diffusion/numbers/formatNumber';
import { formatDecibels } from '../common/format';
import { snrDb } from '../../diffusion/schedule';
import { twoFigures } from './looks';
import type { ComparedProcess, ProcessSummary } from './state/comparison';

/** Figures of the results below: an operand has two more. */
const FIGURES = 2;
const text = (value: number): string => operand(value, FIGURES);

/** 10 log10(signal / noise) = snr, in figures that give it. @param t 0..T */
export function snrNumbers({ schedule }: Pick<ComparedProcess, 'schedule'>, t: number) {
  return {
    signal: text(schedule.alphaBar[t]),
    noise: text(schedule.oneMinusAlphaBar[t]),
    snr: formatDecibels(snrDb(schedule, t)),
  };
}

/**
 * The KL to N(0, I) with its numbers: (alphaBar (meanSquare - 1) + minusLog) / (2 ln 2), or of an x_T that is not divided
 * (meanSquare + variance - 1 - logVariance) / (2 ln 2), where `variance` is sigma_T^2; its text is '' otherwise.
 */
export function klNumbers(
  { schedule, scale }: Pick<ComparedProcess, 'schedule' | 'scale'>,
  { meanSquare, priorKl }: Pick<ProcessSummary, 'meanSquare' | 'priorKl'>,
  isScaled: boolean,
) {
  const { T, alphaBar, oneMinusAlphaBar } = schedule;
  const factor = isScaled ? scale(T) : 1;
  const variance = factor ** 2 * oneMinusAlphaBar[T];
  return {
    isUndivided: factor !== 1,
    alphaBar: text(alphaBar[T]),
    meanSquare: text(meanSquare),
    minusLog: text(alphaBar[T] < 0.5 ? -Math.log1p(-alphaBar[T]) : -Math.log(oneMinusAlphaBar[T])),
    variance: text(variance),
    logVariance: text(Math.log(variance)),
    kl: twoFigures(priorKl),
  };
}
