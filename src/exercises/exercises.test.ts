import { describe, expect, it } from 'vitest';
import { RIDDLES, riddleOf } from '../diffusion/bugs/riddle';
import type { Measure } from './measure';
import { taskOf } from './exercises';
import type { Key, Task } from './task';

const STUDENTS = Array.from({ length: 200 }, (_, i) => `student-${i}`);
const nothing = (): Promise<never> => Promise.reject(new Error('measures nothing'));
const unused: Measure = { digit: nothing, sample: nothing, read: nothing, nearness: nothing };

/** beta_t and alphaBar_t of the linear schedule from its definition, index t. */
const beta = Array.from({ length: 1001 }, (_, t) => (t === 0 ? 0 : 1e-4 + ((t - 1) / 999) * (0.02 - 1e-4)));
const alphaBar = beta.map((_, t) => beta.slice(1, t + 1).reduce((product, each) => product * (1 - each), 1));

/** alphaBar_t of a schedule by its name, from its definition. */
function alphaBarOf(schedule: string): number[] {
  if (schedule === 'linear') return alphaBar;
  if (schedule === 'quadratic') {
    let product = 1;
    return Array.from({ length: 1001 }, (_, t) => {
      const root = 0.01 + ((t - 1) / 999) * (Math.sqrt(0.02) - 0.01);
      return t === 0 ? 1 : (product *= 1 - root * root);
    });
  }
  const curve =
    schedule === 'cosine'
      ? (u: number) => Math.cos(((u + 0.008) / 1.008) * (Math.PI / 2)) ** 2
      : (u: number) => 1 / (1 + Math.exp(-3)) - 1 / (1 + Math.exp(-(6 * u - 3)));
  return Array.from({ length: 1001 }, (_, t) => curve(t / 1000) / curve(0));
}

/** All numbers of a question, in their order; indices are taken for t. */
const numbersIn = (text: string): number[] => {
  const raised = text
    .replaceAll(/[₀-₉]/g, (digit) => String('₀₁₂₃₄₅₆₇₈₉'.indexOf(digit)))
    .replaceAll('−', '-');
  return Array.from(raised.matchAll(/-?\d+(?:\.\d+)?(?:e-?\d+)?/g), ([each]) => Number(each));
};

/** Solves an exercise from the words of its question alone, by the definitions. @param read rounds what one reads from the screen */
const SOLVE: Readonly<Record<number, (task: Task, read: (value: number) => number) => number[]>> = {
  1: ({ question }, read) => {
    const [, schedule] = /schedule “(\w+)”/.exec(question) ?? [];
    const decibels = Number(/have (−?\d+) dB/.exec(question)?.[1].replace('−', '-'));
    const curve = alphaBarOf(schedule);
    const ratio = 10 ** (decibels / 10);
    const wanted = ratio / (1 + ratio);
    // The first t at which the screen shows the value that is wanted, and the last.
    const shown = curve.map((value, t) => [t, Math.abs(read(value) - read(wanted))] as const).slice(1);
    const least = Math.min(...shown.map(([, distance]) => distance));
    const best = shown.filter(([, distance]) => distance === least).map(([t]) => t);
    return [Math.round((best[0] + (best.at(-1) ?? NaN)) / 2)];
  },
  2: ({ question }) => {
    const [a] = /= (0\.\d+)/.exec(question)?.slice(1).map(Number) ?? [];
    const [b] = /√(0\.\d+)/.exec(question)?.slice(1).map(Number) ?? [];
    const n = numbersIn(question).at(-1) ?? NaN;
    return [a ** (2 * n) + (b * (1 - a ** (2 * n))) / (1 - a * a)];
  },
  3: ({ question }, read) => {
    const [, s, t] =
      /x(\d+) to x(\d+)/.exec(
        question.replaceAll(/[₀-₉]/g, (digit) => String('₀₁₂₃₄₅₆₇₈₉'.indexOf(digit))),
      ) ?? [];
    const ratio = read(alphaBar[Number(t)]) / read(alphaBar[Number(s)]);
    return [Math.sqrt(ratio), Math.sqrt(1 - ratio)];
  },
  4: ({ question }) => {
    const [, x0, , xt] = numbersIn(question.replace('x₀', 'x0 '));
    const given = /β.*? = (\S+), 1 − .*? = (\S+), 1 − .*? = (\S+)\.$/.exec(question);
    const [b, noise, before] = (given ?? []).slice(1).map((each) => Number(each.replace('−', '-')));
    const precision = (1 - b) / b + 1 / before;
    const mean = (Math.sqrt(1 - b) / b) * xt + (Math.sqrt(1 - before) / before) * x0;
    expect(noise).toBeGreaterThan(before);
    return [mean / precision, 1 / precision];
  },
  5: ({ question }, read) => {
    const [, t, xt, epsilonHat] =
      /t = (\d+) .* is (\S+), .*ε̂ = (\S+)\. /.exec(question.replaceAll('−', '-')) ?? [];
    const signal = read(alphaBar[Number(t)]);
    const before = (Number(xt) - Math.sqrt(1 - signal) * Number(epsilonHat)) / Math.sqrt(signal);
    return [before, Math.min(1, Math.max(-1, before))];
  },
  12: ({ question }) => {
    const x = Number(/at x = (\S+)\?/.exec(question)?.[1].replace('−', '-'));
    const signal = Number(/= (\S+)\.$/.exec(question)?.[1]);
    const density = (at: number): number => {
      const variance = 0.01 * signal + 1 - signal;
      return (
        0.3 * Math.exp(-((at + Math.sqrt(signal)) ** 2) / (2 * variance)) +
        0.7 * Math.exp(-((at - Math.sqrt(signal)) ** 2) / (2 * variance))
      );
    };
    return [(Math.log(density(x + 1e-5)) - Math.log(density(x - 1e-5))) / 2e-5];
  },
};

const CLOSED = Object.keys(SOLVE).map(Number);

const keysOf = (task: Task): Promise<readonly Key[]> => task.key(unused);
const answersOf = ({ fields }: Task, values: readonly number[]): Record<string, string> =>
  Object.fromEntries(fields.map(({ id }, i) => [id, String(values[i])]));

describe.each(CLOSED)('exercise %i', (id) => {
  it('is solved from its words by the definitions, for 200 students', async () => {
    for (const student of STUDENTS) {
      const task = taskOf(id, student);
      const verdicts = await task.judge(
        answersOf(
          task,
          SOLVE[id](task, (value) => value),
        ),
        unused,
      );
      for (const { id: field } of task.fields)
        expect(verdicts[field], `${student}: ${task.question}`).toEqual({ isRight: true });
    }
  });

  it('is solved with the three decimals that the screen shows', async () => {
    for (const student of STUDENTS) {
      const task = taskOf(id, student);
      const read = (value: number): number => Number(value.toFixed(3));
      const verdicts = await task.judge(answersOf(task, SOLVE[id](task, read)), unused);
      for (const { id: field } of task.fields)
        expect(verdicts[field], `${student}: ${task.question}`).toEqual({ isRight: true });
    }
  });

  it('takes no known mistake for right, and answers each with its sentence', async () => {
    for (const student of STUDENTS) {
      const task = taskOf(id, student);
      for (const { field, mistakes } of await keysOf(task))
        for (const { value, says } of mistakes) {
          const verdict = (await task.judge({ [field.id]: String(value) }, unused))[field.id];
          expect(verdict.isRight, `${task.question} ${field.id} ${value}`).toBe(false);
          expect(mistakes.map((each) => each.says)).toContain(verdict.says);
          expect(says).not.toBe('');
        }
    }
  });

  it('has other numbers for other students, and the same for the same', () => {
    expect(taskOf(id, 'a')).toMatchObject({ question: taskOf(id, 'a').question });
    expect(new Set(STUDENTS.map((student) => taskOf(id, student).question)).size).toBeGreaterThan(60);
  });
});

it('reads numbers with a comma and with a true minus sign, and nothing else', async () => {
  const task = taskOf(5, 'a');
  const [{ value }] = await keysOf(task);
  const typed = String(value).replace('.', ',').replace('-', '−');
  expect((await task.judge({ before: typed }, unused)).before).toEqual({ isRight: true });
  for (const nothing of ['', ' ', 'x', '1.2.3'])
    expect((await task.judge({ before: nothing }, unused)).before).toEqual({ isRight: false });
});

it('of a number that does not exist opens the nearest', () => {
  expect([0, 1, 11, 99].map((id) => taskOf(id, '').id)).toEqual([1, 1, 11, 12]);
});

it('exercise 8 has the strips in another order for others, and hides them in that order', async () => {
  const orders = STUDENTS.slice(0, 40).map((student) => taskOf(8, student).hides.join());
  expect(new Set(orders).size).toBeGreaterThan(20);
  const task = taskOf(8, 'a');
  const right = Object.fromEntries(task.fields.map(({ id }, i) => [id, task.hides[i].slice('rule.'.length)]));
  expect(Object.values(await task.judge(right, unused)).every(({ isRight }) => isRight)).toBe(true);
  const all = await task.judge(Object.fromEntries(task.fields.map(({ id }) => [id, 'ddpm'])), unused);
  expect(Object.values(all).filter(({ isRight }) => isRight)).toHaveLength(1);
  expect(
    Object.values(all)
      .flatMap(({ says }) => says ?? [])
      .sort(),
  ).toEqual(['Look at the share: DDPM has 0.7.', 'Look at the spread: it is too small for DDPM.']);
});

it('exercise 11 asks for the bug of the riddle that its link opens', async () => {
  const bugs = STUDENTS.map((student) => {
    const task = taskOf(11, student);
    return [task, riddleOf(Number(new URLSearchParams(task.link).get('seed')))] as const;
  });
  expect(new Set(bugs.map(([, bug]) => bug)).size).toBe(RIDDLES.length);
  for (const [task, bug] of bugs)
    for (const { id } of task.fields[0].options ?? [])
      expect((await task.judge({ line: id }, unused)).line.isRight).toBe(id === bug);
});

describe('exercise 9', () => {
  const ink: Measure = { ...unused, digit: () => Promise.resolve(Float32Array.of(1, -1)) };
  const task = taskOf(9, 'a');
  const [from] = numbersIn(task.question).filter((each) => each >= 200);
  const judge = async (link: string) => (await task.judge({ link }, ink)).link;
  const hand = (...knots: number[]): string =>
    `https://here.org/?view=schedule&compare=hand&hand=${knots.join(',')}`;

  it('can be solved by everybody', async () => {
    for (const student of STUDENTS.slice(0, 40)) {
      const each = taskOf(9, student);
      // A scale of the first knots that brings the half to where it is asked; the last knots end in noise.
      const scales = Array.from({ length: 60 }, (_, i) => 10 ** (-4 + i / 20));
      const links = scales.map((scale) => hand(scale / 4, scale, scale, 0.02, 0.05, 0.05));
      const late = scales.map((scale) => hand(1e-5, scale / 8, scale / 4, scale, 0.09, 0.09));
      const verdicts = await Promise.all([...links, ...late].map((link) => each.judge({ link }, ink)));
      expect(
        verdicts.some(({ link }) => link.isRight),
        each.question,
      ).toBe(true);
    }
  });

  it('says what is wrong with a curve', async () => {
    const says = async (link: string) => (await judge(link)).says;
    expect(await says('')).toMatch(/no curve/);
    expect(await says('not a link: %')).toMatch(/no curve/);
    expect(await says(`${hand(0.01, 0.01, 0.01)}&T=100`)).toMatch(/no curve/);
    expect(await says(hand(1e-5, 1e-5, 1e-5))).toMatch(/never noise/);
    expect(await says(hand(0.4, 0.4, 0.4))).toMatch(/noise at t = 2\./);
    // The half in time, but then too little, or too much at once.
    const rate = Math.LN2 / (from + 25);
    expect(await says(hand(rate, rate, rate))).toMatch(/still holds the digit/);
    expect(await says(hand(rate, rate, rate, rate, rate, 0.3))).toMatch(/largest β is 0.300/);
  });
});
