// What the kit asks, in order; the first is what everything else stands on.

/** Ways to share a convolution out among threads (compiled/tiling.ts), by name. */
const VARIANTS = {
  'one row': { pixels: 7, rows: 1, split: 1 },
  'filters together': { pixels: 7, rows: 1, split: 1, quads: 8 },
  'two rows': { pixels: 7, rows: 2, split: 1 },
  'two rows, filters together': { pixels: 7, rows: 2, split: 1, quads: 8 },
  'two rows, filters together, split 2': { pixels: 7, rows: 2, split: 2, quads: 8 },
  'two rows, filters together, split 4': { pixels: 7, rows: 2, split: 4, quads: 8 },
  'filters together, split 2': { pixels: 7, rows: 1, split: 2, quads: 8 },
  'filters together, split 4': { pixels: 7, rows: 1, split: 4, quads: 8 },
  'filters together, split 8': { pixels: 7, rows: 1, split: 8, quads: 8 },
  'four pixels, filters together': { pixels: 4, rows: 1, split: 1, quads: 8 },
  '14 pixels, filters together': { pixels: 14, rows: 1, split: 1, quads: 8 },
  'half the filters together': { pixels: 7, rows: 1, split: 1, quads: 4 },
};
const named = (...names) => Object.fromEntries(names.map((name) => [name, VARIANTS[name]]));

/** Of the whole kit, which takes less than five minutes on a GPU, and of a try on an adapter in software. */
const SIZES = {
  full: {
    checks: { rows: 12, plainRows: 2 },
    limits: { groups: 16_384, megabytes: 128, seconds: 1 },
    denoise: {
      batches: [1, 16, 64, 256],
      seconds: 1.5,
      who: ['compiled', 'tuned', 'naive'],
      peers: true,
      maxSeconds: 20,
    },
    kernels: [
      { samples: 1, steps: 50 },
      { samples: 64, steps: 20 },
    ],
    races: { batches: [1, 64], steps: 20, variants: VARIANTS },
    training: { names: ['tiny', 'small'], batch: 128, aSubmit: 16, seconds: 4 },
    learning: { updates: 1000, batch: 128, digits: 10_000, samples: { count: 1000, steps: 50 } },
    judge: { count: 1000, steps: 50, guidance: 0 },
  },
  quick: {
    checks: { rows: 1, plainRows: 1 },
    limits: { groups: 64, megabytes: 4, seconds: 0.2 },
    denoise: { batches: [1], seconds: 0.2, who: ['compiled', 'naive'], maxSeconds: 0 },
    kernels: [{ samples: 1, steps: 1 }],
    races: { batches: [1], steps: 1, variants: named('one row', 'two rows, filters together') },
    training: { names: ['tiny'], batch: 2, aSubmit: 1, updates: 2, seconds: 0.1 },
    learning: { updates: 2, batch: 2, digits: 1000, samples: { count: 2, steps: 1 } },
    judge: { count: 2, steps: 2, guidance: 0 },
  },
};

/**
 * @param {'full' | 'quick'} mode
 * @param {string[]} peers other runtimes that the kit has with it
 * @returns {{ name: string, script: string, question: object }[]} script: a bundle of the kit
 */
export function questionsOf(mode, peers) {
  const { denoise, kernels, training, ...single } = SIZES[mode];
  const { batches, seconds, maxSeconds } = denoise;
  const who = [...denoise.who, ...(denoise.peers ? peers : [])];
  const probe = (about, question, name = about) => ({
    name,
    script: 'probe',
    question: { about, ...question },
  });
  const { names, ...updates } = training;
  return [
    probe('checks', single.checks),
    probe('limits', single.limits),
    ...kernels.map((each) => probe('kernels', each, `kernels, ${each.samples} samples`)),
    probe('races', single.races),
    ...names.map((name) => ({
      name: `training ${name}`,
      script: 'dawnTraining',
      question: { name, ...updates },
    })),
    probe('learning', single.learning),
    probe('judge', single.judge),
    ...batches.flatMap((samples) =>
      who.map((each) => ({
        name: `denoising, ${each}, ${samples} samples`,
        script: 'dawn',
        question: { who: each, samples, seconds, maxSeconds: samples === 1 ? maxSeconds : 0 },
      })),
    ),
  ];
}
