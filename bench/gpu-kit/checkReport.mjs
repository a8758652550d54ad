// Whether a report of the kit is complete and says nothing impossible.
import { shareOfLimit } from './tables.mjs';

const isPositive = (value) => Number.isFinite(value) && value > 0;

/**
 * @param {object} report what kit.mjs writes as JSON
 * @returns {string[]} what is wrong, in sentences
 */
export function checkReport({ results }) {
  const problems = results.flatMap(({ name, failed }) => (failed ? [`${name}: ${failed}`] : []));
  const demand = (name, holds) => {
    if (!holds) problems.push(`${name}: not as it must be.`);
  };
  const limits = results.find(({ name }) => name === 'limits')?.answer;
  const checkers = {
    checks({ fixture, otherNoise, canaryMs, device }) {
      demand('fixture', fixture.pytorch < 1e-4 && fixture.float64 < 1e-4);
      demand('bits of the noise', otherNoise === 0);
      demand('canary and device', isPositive(canaryMs) && device.length > 0);
    },
    limits: ({ flopsPerSecond, bytesPerSecond }) =>
      demand('limits', isPositive(flopsPerSecond) && isPositive(bytesPerSecond)),
    kernels: (kernels) =>
      demand(
        'kernels',
        kernels.length === 26 &&
          kernels.every(({ ms }) => isPositive(ms)) &&
          // On a busy machine limits are measured too low; a wrong unit would be off by more.
          kernels.filter(({ flops }) => flops).every((kernel) => shareOfLimit(kernel, limits) < 10),
      ),
    races: (batches) =>
      demand(
        'races',
        batches.every(({ runners, chosen, best }) =>
          [...Object.values(runners), chosen, best].every(
            ({ total, difference }) => isPositive(total) && difference < 1e-4,
          ),
        ),
      ),
    learning: ({ heldOutLoss, seconds, samples: { accuracy } }) =>
      demand('learning', isPositive(heldOutLoss) && isPositive(seconds) && accuracy >= 0 && accuracy <= 1),
    judge: ({ accuracy, seconds }) => demand('judge', isPositive(seconds) && accuracy >= 0 && accuracy <= 1),
  };
  const asked = new Set();
  for (const { question, script, name, answer } of results) {
    asked.add(question.about ?? script);
    if (!answer) continue;
    if (script === 'probe') checkers[question.about](answer);
    else demand(name, isPositive(answer.ms) && isPositive(answer.cpuMs));
  }
  for (const each of [...Object.keys(checkers), 'dawn', 'dawnTraining']) demand(each, asked.has(each));
  return problems;
}
