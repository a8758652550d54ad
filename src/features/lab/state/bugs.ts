import { createStore } from 'zustand/vanilla';
import { runsOnDigits, SIDES, type Bug, type Side } from '../../../diffusion/bugs/names';
import { programs, type Program } from '../../../diffusion/bugs/programs';
import { riddleOf } from '../../../diffusion/bugs/riddle';
import { ProgramRun } from '../../../diffusion/bugs/run';
import { sampleKey } from '../../../diffusion/random';
import type { ScheduleRequest } from '../../../engine/protocol/schedule';
import { failureText } from '../../../state/engine/failure';
import { browser, type Environment } from '../../../state/environment';
import type { ViewState } from '../../../state/link/fields/table';
import { view } from '../../../state/link/view';
import { ensureLoaded, network } from '../../../state/network/network';
import { labelFor, weightsKey, type UsedNetwork } from '../../../state/network/usedNetwork';
import { notify } from '../../../state/notices';
import { task, type TaskStatus } from '../../../state/task';

/** Digits of each program, from as many noises. */
export const BUG_NOISES = 2;

/** The bug that is shown: the link's, or that of the seed's riddle. */
export const shownBug = ({ bug, riddle, seed }: Pick<ViewState, 'bug' | 'riddle' | 'seed'>): Bug =>
  riddle ? riddleOf(seed) : bug;

/** Names the question of a riddle. */
export const riddleId = (seed: number): string => `riddle-${seed}`;

/** Index of the state that a place of the slider shows: the way is divided by steps, because programs have different t. */
export const stateAtPlace = (steps: number, place: number): number => Math.floor((place * steps) / 1000);

/** A program's digits so far. */
export interface DigitFilm {
  /** Steps of the whole run, which has a state more. */
  readonly steps: number;
  /** t of each state, descending. */
  readonly times: readonly number[];
  /** [BUG_NOISES, size, size] flat, one a state. */
  readonly xt: readonly Float32Array[];
  /** The x0Hat of the same states; of the last one, the state itself. */
  readonly x0Hat: readonly Float32Array[];
}

interface Progress {
  /** Steps of both programs. */
  readonly done: number;
  readonly of: number;
}

type Engine = Parameters<Parameters<Environment['runJob']>[1]>[0];

interface BugsState {
  /** What the films are of; null before the first. */
  readonly key: string | null;
  readonly films: Readonly<Record<Side, DigitFilm | null>>;
  readonly status: TaskStatus<Progress>;
}

const NO_FILMS = { key: null, films: { right: null, wrong: null } } as const;

const requestOf = ({ schedule: { name, T, beta } }: Program, used: UsedNetwork): ScheduleRequest => ({
  name: used.schedule,
  T,
  ...(name === 'custom' && { beta: beta.slice(1) }),
});

const keyOf = (state: ViewState): string =>
  [shownBug(state), state.seed, state.label, weightsKey(network.getState().used)].join();

/** The digits that both programs of the shown bug draw with the network, from the same noises. */
export function createBugs(environment: Environment) {
  const store = createStore<BugsState>(() => ({ ...NO_FILMS, status: { kind: 'idle' } }));

  /** Draws by one program; the network is asked about one digit after the other. */
  async function draw(
    engine: Engine,
    signal: AbortSignal,
    program: Program,
    { seed, label }: Pick<ViewState, 'seed' | 'label'>,
    tell: (film: DigitFilm) => void,
  ): Promise<void> {
    const { used } = network.getState();
    const pixels = used.size ** 2;
    const steps = program.times.length;
    const keys = Array.from({ length: BUG_NOISES }, (_, i) => sampleKey(seed, 'reverse', i));
    const run = new ProgramRun(program, keys, pixels, 1);
    const request = { network: used.name, label: labelFor(used, label), schedule: requestOf(program, used) };
    const [times, xt, x0Hat] = [[] as number[], [] as Float32Array[], [] as Float32Array[]];
    while (run.t > 0) {
      const epsilonHat = new Float32Array(run.x.length);
      for (let i = 0; i < BUG_NOISES; i++) {
        const one = run.x.slice(i * pixels, (i + 1) * pixels);
        const answer = await engine.run('predict', { ...request, xt: one, t: run.told }, { signal });
        epsilonHat.set(answer.epsilonHat, i * pixels);
      }
      times.push(run.t);
      xt.push(run.x.slice());
      x0Hat.push(run.step(epsilonHat));
      tell({ steps, times: [...times], xt: [...xt], x0Hat: [...x0Hat] });
    }
    const last = run.x.slice();
    tell({ steps, times: [...times, 0], xt: [...xt, last], x0Hat: [...x0Hat, last] });
  }

  const digits = task<Progress>({
    key: () => keyOf(view.getState()),
    hasResult: (key) => {
      const { key: shown, films } = store.getState();
      return shown === key && films.wrong?.times.at(-1) === 0;
    },
    run: async ({ signal, key, progress }) => {
      const state = view.getState();
      const { used } = network.getState();
      const both = programs(shownBug(state), used.schedule);
      const of = both.right.times.length + both.wrong.times.length;
      store.setState({ ...NO_FILMS, key });
      await environment.runJob(signal, async (engine) => {
        await ensureLoaded(engine, used);
        let before = 0;
        for (const side of SIDES) {
          await draw(engine, signal, both[side], state, (film) => {
            signal.throwIfAborted();
            store.setState(({ films }) => ({ films: { ...films, [side]: film } }));
            progress({ done: Math.min(of, before + film.times.length), of });
          });
          before += both[side].times.length;
        }
      });
    },
    setStatus: (status) => {
      store.setState({ status });
      if (status.kind === 'failed') notify({ kind: 'error', text: failureText(status.error) });
    },
    status: () => store.getState().status,
    clear: () => store.setState(NO_FILMS),
    isShown: () => runsOnDigits(shownBug(view.getState())),
    cost: () => 1,
    stores: [view, network],
    environment,
  });
  return { ...digits, store };
}

export const bugs = createBugs(browser);
