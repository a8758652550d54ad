import { copyVerdict, type CopyVerdict } from '../../diffusion/numbers/nearness';
import type { Draw } from '../draw';
import type { Measure } from '../measure';
import { judgeAll, type Field, type Key, type Task } from '../task';
import { TEXTS } from '../texts';

const { copyOrNot: texts } = TEXTS;

/** Percentage points: a share is read from a histogram. */
const TOLERANCE = 10;
/** Steps of the grid's pictures where a link says no other. */
const STEPS = 25;
const VERDICTS = ['usual', 'near', 'copy'] as const;
const SHARE: Field = { id: 'share', kind: 'number', label: texts.share, within: TOLERANCE };
const VERDICT: Field = {
  id: 'verdict',
  kind: 'choice',
  label: texts.verdict,
  options: VERDICTS.map((id) => ({ id, text: texts.verdicts[id] })),
};

/** What the page's verdict is called here: both kinds that ask for a look are one. */
const verdictOf = ({ kind }: CopyVerdict): (typeof VERDICTS)[number] =>
  kind === 'few' || kind === 'look' ? 'near' : kind;

/** 10: how many unseen digits lie nearer to a training digit than a sample does, and what follows from that. */
export function copyOrNot({ number }: Draw, student: string): Task {
  const label = number(0, 9);
  const firstSeed = number(1, 999);
  const tile = number(1, 10);

  async function measured({ sample, nearness }: Measure): Promise<readonly Key[]> {
    const picture = await sample({
      network: 'shipped',
      schedule: { name: 'linear', T: 1000 },
      seed: firstSeed,
      seeds: [firstSeed + tile - 1],
      labels: [label],
      ...{ sampler: 'ddim', steps: STEPS, eta: 0, guidance: 0, keep: 'last' },
    });
    const { distance, unseen } = await nearness(picture, label);
    const found = copyVerdict(distance, unseen);
    const right = verdictOf(found);
    return [
      { field: SHARE, value: found.percent, tolerance: TOLERANCE, mistakes: [] },
      {
        field: VERDICT,
        value: right,
        tolerance: 0,
        mistakes:
          right === 'usual'
            ? [
                { value: 'copy', says: texts.smaller },
                { value: 'near', says: texts.smaller },
              ]
            : [],
      },
    ];
  }

  let keys: ReturnType<typeof measured> | undefined;
  const once = (measure: Measure): ReturnType<typeof measured> => {
    keys ??= measured(measure);
    keys.catch(() => (keys = undefined)); // The next one tries again.
    return keys;
  };

  return {
    ...{ id: 10, student, minutes: 10, title: texts.title, hint: texts.hint },
    link: `?view=generate&a.class=${label}&count=10&firstseed=${firstSeed}&click=nearest&copied=a.${tile}&tile=${tile - 1}&network=shipped`,
    part: 'copying',
    question: texts.question(tile, label),
    fields: [SHARE, VERDICT],
    hides: ['copyVerdict'],
    key: once,
    judge: async (answers, measure) => judgeAll(await once(measure), answers),
  };
}
