import { LossSeries } from '../../diffusion/training/lossSeries';
import type { BackendName } from '../../engine/protocol/jobs';
import type {
  Milestone,
  TrainConfig,
  TrainEvent,
  TrainResult,
  TrainState,
} from '../../engine/protocol/train';
import type { Checkpoint, LoadedRun, RunDraft } from '../runs/run';

/** One training from random weights on: its settings, what it has learned, and how it went. */
export class TrainingRun {
  /** In the order of updates. A new array after each change. */
  milestones: readonly Milestone[] = [];
  /** The newest copy to go on from; null before the first. */
  state: TrainState | null = null;
  /** Seconds spent in updates. */
  seconds = 0;
  /** What it was last trained on. */
  backend: BackendName | null = null;
  /** Milestones up to this update were read from storage; -1 where none was. */
  storedUpTo = -1;

  constructor(
    public name: string,
    public config: TrainConfig,
    /** Number of the update that is to be the last. */
    public goal: number,
    readonly id: string = crypto.randomUUID(),
    /** Milliseconds since 1970. */
    readonly created = Date.now(),
    readonly losses = new LossSeries(),
  ) {}

  /** A run from storage. Milestones beyond its state are left out: they will be reached again. */
  static fromStored({ info, checkpoint: { state, curves }, milestones }: LoadedRun): TrainingRun {
    const { id, name, created, config, goal } = info;
    const run = new TrainingRun(name, config, goal, id, created, LossSeries.from(curves));
    run.state = state;
    run.seconds = info.seconds;
    run.backend = info.backend;
    run.milestones = milestones.filter(({ update }) => update <= state.update);
    run.storedUpTo = run.milestones.at(-1)?.update ?? -1;
    return run;
  }

  /** Number of the last update of which something is known. */
  get update(): number {
    return Math.max(this.losses.length, this.state?.update ?? 0);
  }

  /** Takes in what the trainer says. */
  receive(event: TrainEvent): void {
    switch (event.kind) {
      case 'losses':
        this.losses.append(event.first, event.epsilon, event.trained, event.learningRate, event.bands);
        break;
      case 'milestone': {
        const { milestone } = event;
        this.milestones = [...this.milestones.filter(({ update }) => update < milestone.update), milestone];
        this.losses.addHeldOut(milestone.update, milestone.heldOutLoss);
        break;
      }
      case 'mirror':
        this.state = event.state;
        break;
      case 'started':
        this.backend = event.capability.backend;
        break;
      case 'download':
      case 'refused':
      case 'progress':
        break;
      default:
        event satisfies never;
    }
  }

  /** Takes in how a job ended. */
  complete({ state, heldOutLoss }: TrainResult): void {
    this.state = state;
    this.goal = Math.max(this.goal, state.update);
    if (heldOutLoss !== undefined) this.losses.addHeldOut(state.update, heldOutLoss);
  }

  /**
   * Forgets what came after the newest copy: it will be computed again.
   * @returns how many updates are forgotten
   */
  rollBack(): number {
    const update = this.state?.update ?? 0;
    const lostUpdates = this.update - update;
    this.losses.truncate(update);
    this.milestones = this.state ? this.milestones.filter((milestone) => milestone.update <= update) : [];
    return lostUpdates;
  }

  /** What is to be stored of it now; null before there is a state to go on from. */
  toStored(inTraining: boolean): { draft: RunDraft; checkpoint: Checkpoint } | null {
    const { id, name, created, config, goal, seconds, backend, state } = this;
    if (!state) return null;
    const draft = { id, name, created, config, goal, seconds, backend, inTraining };
    return { draft, checkpoint: { state, curves: this.losses.snapshot(state.update) } };
  }
}
