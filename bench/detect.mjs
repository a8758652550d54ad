// How well the shipped network distinguishes digits from other pictures. The score is chosen on one half of the pictures and reported
// on the other. Takes about ten minutes on one core.
import { register } from 'tsx/esm/api';

/** Normal digits, and digits of each corruption, in each half; BENCH_DIGITS=40 gives a quick estimate. */
const NORMAL = Number(process.env.BENCH_DIGITS ?? 150);
const CORRUPTED = Math.ceil(NORMAL / 3);
const SCORES = {
  epsilon: { score: 'epsilon', draws: 8, times: [50, 100, 150, 200, 250, 300, 400, 500] },
  reconstruction: { score: 'reconstruction', draws: 2, steps: 5, times: [100, 200, 300, 400] },
};
/** Sets of t, of which the largest excess counts. */
const SETS = [
  [200, 300],
  [300, 400],
  [200, 300, 400],
  [100, 200, 300, 400],
];
/** Kinds that the choice ignores: a control, one that is blurred by its rotation, and one with a single picture. */
const IGNORED = ['softened', 'turned by 45', 'blank'];
const RATE = 0.05;

export const title = `Anomalies among ${NORMAL} test digits: area under the ROC curve with its 95 % interval, on pictures on which nothing was chosen (the aim: 0.97 for Fashion items)`;

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** All scores of a half: by the name of the score, a Map from kinds to lists. */
async function measure(detect, groups, { outline }) {
  const kinds = [...groups.keys()];
  const pictures = [...groups.values()].flat();
  const byKind = (values) => {
    let at = 0;
    return new Map(kinds.map((kind) => [kind, values.slice(at, (at += groups.get(kind).length))]));
  };
  const plain = new Map();
  for (const [name, settings] of Object.entries(SCORES)) {
    const lists = await detect(pictures, settings);
    settings.times.forEach((t, at) => plain.set(`${name}, t = ${t}`, byKind(lists[at])));
  }
  return { plain, outlines: byKind(Float32Array.from(pictures, outline)) };
}

/** The plain scores, the scores relative to digits of the same outline length, and the largest of several of those. */
function allScores({ plain, outlines }, calibrations, { excess }) {
  const kinds = [...outlines.keys()];
  const lists = (of) => new Map(kinds.map((kind) => [kind, Float32Array.from(outlines.get(kind), of(kind))]));
  const scores = new Map(plain);
  for (const [name, values] of plain)
    scores.set(
      `${name}, by outline`,
      lists((kind) => (length, i) => excess(calibrations.get(name), values.get(kind)[i], length)),
    );
  for (const times of SETS)
    for (const name of Object.keys(SCORES)) {
      const members = times.map((t) => scores.get(`${name}, t = ${t}, by outline`));
      scores.set(
        `${name}, t = ${times.join(', ')}, by outline, the largest`,
        lists((kind) => (_, i) => Math.max(...members.map((member) => member.get(kind)[i]))),
      );
    }
  scores.set('outline alone', outlines);
  return scores;
}

/** @returns {Promise<{ rows: object[], notes: string[] }>} */
export async function run() {
  register(); // From now on TypeScript can be imported.
  const [{ anomalies }, { openDetector }, roc, anomaly] = await Promise.all([
    import('./support/anomalies.mjs'),
    import('./support/detector.mjs'),
    import('../src/diffusion/numbers/roc.ts'),
    import('../src/diffusion/anomaly.ts'),
  ]);
  const detect = await openDetector();
  const halves = [];
  for (const half of [0, 1]) {
    const groups = await anomalies(half, { normal: NORMAL, corrupted: CORRUPTED });
    halves.push(await measure(detect, groups, anomaly));
  }
  const [tuning] = halves;
  const calibrations = new Map(
    [...tuning.plain].map(([name, values]) => [
      name,
      anomaly.calibrate(values.get('digits'), tuning.outlines.get('digits')),
    ]),
  );
  const [tuned, tested] = halves.map((half) => allScores(half, calibrations, anomaly));
  const kinds = [...tuning.outlines.keys()].filter((kind) => kind !== 'digits' && kind !== 'blank');
  const areas = (scores, name) =>
    kinds.map((kind) => roc.auc(scores.get(name).get('digits'), scores.get(name).get(kind)));
  const isJudged = kinds.map((kind) => !IGNORED.includes(kind));
  const meanArea = (name) =>
    mean(
      areas(tuned, name)
        .filter((_, i) => isJudged[i])
        .map(({ auc }) => auc),
    );
  const names = [...tuned.keys()].filter((name) => name !== 'outline alone');
  const best = (accept) => names.filter(accept).reduce((a, b) => (meanArea(b) > meanArea(a) ? b : a));
  const isPlain = (name) => !name.includes('outline');
  const chosen = best(() => true);
  const plain = ['epsilon', 'reconstruction'].map((score) =>
    best((name) => isPlain(name) && name.startsWith(score)),
  );
  const columns = [chosen, ...plain, 'outline alone'].map((name) => areas(tested, name));
  const threshold = roc.thresholdAt(tuned.get(chosen).get('digits'), RATE);
  const caught = (kind) => mean([...tested.get(chosen).get(kind)].map((value) => 100 * (value >= threshold)));
  const rows = kinds.map((kind, i) => {
    const [ofChosen, ...others] = columns.map((column) => column[i]);
    return {
      against: kind,
      pictures: tested.get(chosen).get(kind).length,
      'chosen score': ofChosen.auc.toFixed(3),
      '95 %':
        ofChosen.error === 0
          ? 'every pair in order'
          : `${ofChosen.low.toFixed(3)} to ${ofChosen.high.toFixed(3)}`,
      [`caught at ${100 * RATE} % false alarms, %`]: caught(kind),
      [plain[0]]: others[0].auc.toFixed(3),
      [plain[1]]: others[1].auc.toFixed(3),
      'outline alone': others[2].auc.toFixed(3),
    };
  });
  return {
    rows,
    notes: [
      '',
      `Chosen on the other half, by the mean over kinds (${IGNORED.join(', ')} aside): ${chosen}, ${meanArea(chosen).toFixed(4)}; ${plain.map((name) => `${name}, ${meanArea(name).toFixed(4)}`).join('; ')}.`,
      `Of the test half's digits, ${caught('digits').toFixed(1)} % are above the threshold ${threshold.toFixed(2)}, set at ${100 * RATE} % of the other half's.`,
      ...blankNotes(tested, [...plain, chosen]),
      '',
      `The area by score and t on the test half, in thousandths (${kinds.join(', ')}):`,
      ...[...names, 'outline alone'].map(
        (name) =>
          `${name.padEnd(62)}${areas(tested, name)
            .map(({ auc }) => String(Math.round(1000 * auc)).padStart(6))
            .join('')}`,
      ),
      '',
      'log error of digits = intercept + slope log(1 + outline), deviation:',
      ...[...calibrations].map(
        ([name, { intercept, slope, deviation }]) =>
          `${name.padEnd(24)}${[intercept, slope, deviation].map((value) => value.toFixed(3).padStart(9)).join('')}`,
      ),
    ],
  };
}

function blankNotes(scores, names) {
  return names.map((name) => {
    const digits = [...scores.get(name).get('digits')].sort((a, b) => a - b);
    const [blank] = scores.get(name).get('blank');
    const more = digits.filter((value) => value > blank).length;
    return `A blank picture, ${name}: ${blank.toPrecision(3)}; the digits' median is ${digits[digits.length >> 1].toPrecision(3)}, and ${more} of ${digits.length} digits score higher than it.`;
  });
}
