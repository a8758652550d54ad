// The kit's report as Markdown.

const NAMES = {
  compiled: 'this app, compiled',
  tuned: 'this app, by tfjs',
  naive: 'naive tfjs',
  ort: 'onnxruntime-web',
  jax: 'jax-js',
};

/** Three significant digits, without an exponent where that is readable. */
function short(value) {
  if (typeof value !== 'number') return value ?? '';
  if (value === 0) return '0';
  if (Math.abs(value) < 1e-3) return value.toExponential(1);
  return Math.abs(value) >= 100
    ? Math.round(value).toLocaleString('en')
    : String(Number(value.toPrecision(3)));
}

const percent = (share) => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;

function table(head, rows) {
  const line = (cells) => `| ${cells.map(short).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/**
 * The share of the device's limit that a kernel reaches: the least time that its operations or its bytes need, over its time.
 * @param {{ ms: number, flops: number, bytes: number }} kernel
 * @param {{ flopsPerSecond: number, bytesPerSecond: number }} limits
 */
export function shareOfLimit({ ms, flops, bytes }, { flopsPerSecond, bytesPerSecond }) {
  return (1000 * Math.max(flops / flopsPerSecond, bytes / bytesPerSecond)) / ms;
}

function device(answer, limits) {
  const { info, software, canaryMs, fixture, otherNoise } = answer;
  const rows = [
    ['adapter', [info.vendor, info.architecture, info.description].filter(Boolean).join(', ')],
    ...Object.entries(answer.limits),
    ['features', answer.features.join(', ')],
    ['canary, ms', canaryMs],
    ['largest error, outputs stored from PyTorch (bar: 1e-4)', fixture.pytorch],
    ['largest error, plain loops in float64', fixture.float64],
    ['pixels of noise with other bits (bar: 0)', otherNoise],
    ...(limits
      ? [
          ['multiply-adds reached, TFLOP/s', limits.flopsPerSecond / 1e12],
          ['copying reached, GB/s', limits.bytesPerSecond / 1e9],
        ]
      : []),
  ];
  const warning = software ? '**Only a software adapter was found: this says nothing of a GPU.**\n\n' : '';
  return `${warning}${table(['device', ''], rows)}`;
}

function denoising(results) {
  const rows = results.map(({ question: { who, samples }, answer }) => [
    samples,
    NAMES[who],
    answer.ms,
    1000 / answer.ms,
    (2000 * samples) / answer.ms,
    answer.wholeSeconds,
    answer.cpuMs,
  ]);
  const head = [
    'samples',
    'who',
    'ms a step',
    'steps/s',
    'evaluations/s',
    's for 1,000 steps',
    'CPU ms a step',
  ];
  return `A step of DDPM with guidance, two pictures a sample\n\n${table(head, rows)}`;
}

function kernels({ question: { samples }, answer }, limits) {
  const total = answer.reduce((sum, { ms }) => sum + ms, 0);
  const rows = answer.map((kernel) => [
    kernel.id,
    kernel.ms,
    percent(kernel.ms / total),
    kernel.flops && kernel.flops / kernel.ms / 1e9,
    kernel.bytes && kernel.bytes / kernel.ms / 1e6,
    kernel.flops && limits ? percent(shareOfLimit(kernel, limits)) : '',
  ]);
  const head = ['kernel', 'ms', 'of the step', 'TFLOP/s', 'GB/s', 'of the limit'];
  return `Kernels of a step, ${samples} samples\n\n${table(head, rows)}`;
}

function races({ samples, runners, chosen, best, winners }) {
  const first = Object.values(runners)[0];
  const row = (name, { total, difference }) => [
    name,
    total,
    `${(first.total / total).toFixed(2)} x`,
    difference,
  ];
  const all = [
    ...Object.entries(runners).map(([name, runner]) => row(name, runner)),
    row('what the app chooses here', chosen),
    row('each layer by its fastest', best),
  ];
  const layers = Object.entries(winners).map(([id, name]) => [id, name, runners[name].ms[id], first.ms[id]]);
  return [
    `Ways to share out convolutions, ${samples} samples`,
    table(['way', 'ms of the kernels', 'as fast as the first', 'difference of the output'], all),
    table(['layer', 'its fastest', 'ms', 'ms by the first'], layers),
  ].join('\n\n');
}

function training(results) {
  const rows = results.map(({ question: { name, batch, aSubmit }, answer }) => [
    name,
    batch,
    aSubmit,
    1000 / answer.ms,
    answer.cpuMs,
  ]);
  return table(['training', 'batch', 'a submit', 'updates/s', 'CPU ms an update'], rows);
}

const learning = ({ question, answer }) =>
  table(
    ['random weights of tiny to', 's', 's of updates', 'held-out loss (line: .054)', 'accuracy (line: .72)'],
    [
      [
        `${question.updates} updates`,
        answer.seconds,
        answer.trainingSeconds,
        answer.heldOutLoss,
        answer.samples.accuracy,
      ],
    ],
  );

const judge = ({ question: { count, steps }, answer }) =>
  table(
    ['samples of the shipped network', 'DDIM steps', 's', 'accuracy by the judge'],
    [[count, steps, answer.seconds, answer.accuracy]],
  );

/** @param {object} report what kit.mjs writes as JSON */
export function tablesOf({ mode, commit, node, dawn, seconds, results }) {
  const answered = results.filter(({ answer }) => answer);
  const about = (what) => answered.filter(({ question }) => question.about === what);
  const by = (script) => answered.filter((result) => result.script === script);
  const [checks] = about('checks');
  const limits = about('limits')[0]?.answer;
  const parts = [
    `# Measured on ${checks?.answer.device ?? 'no adapter'}`,
    `${mode === 'quick' ? 'A quick try. ' : ''}Commit ${commit}, Node ${node}, Dawn (npm webgpu ${dawn}); ${Math.round(seconds)} s.`,
    ...(checks ? [device(checks.answer, limits)] : []),
    ...(by('dawn').length > 0 ? [denoising(by('dawn'))] : []),
    ...about('kernels').map((result) => kernels(result, limits)),
    ...about('races').flatMap(({ answer }) => answer.map(races)),
    ...(by('dawnTraining').length > 0 ? [training(by('dawnTraining'))] : []),
    ...about('learning').map(learning),
    ...about('judge').map(judge),
    ...results
      .filter(({ failed }) => failed)
      .map(({ name, failed }) => `Not measured: ${name}: ${failed.replaceAll('|', '/')}`),
  ];
  return `${parts.join('\n\n')}\n`;
}
