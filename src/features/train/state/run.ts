import { LossSeries } from '../../../diffusion/lossSeries';
import type { BackendName } from '../../../engine/protocol/jobs';
import type { Milestone, TrainConfig, TrainEvent, TrainState } from '../../../engine/protocol/train';
import type { Checkpoint, LoadedRun, RunDraft } from '../../../state/runs/run';
import { excludedClass, ANY_DIGIT } from '../../../state/link/fieldKinds';

/** One training from random weights on: its settings, what it has learned, and how it went. */
export class TrainingRun {
  readonly losses: LossSeries;
  /** In the order of updates. A new array after each change. */
  milestones: readonly Milestone[];
  /** The newest copy to go on from; null before the first. */
  state: TrainState | null;
  /** Seconds spent in updates. */
  seconds: number;
  backend: BackendName | null;
  /** Milestones up to this update were read from storage; -1 where none was. */
  readonly storedUpTo: number;

  constructor(
    readonly id: string,
    public name: string,
    /** Milliseconds since 1970. */
    readonly created: number,
    public config: TrainConfig,
    /** Number of the update that is to be the last. */
    public goal: number,
    from: { state: TrainState; seconds: number; backend: BackendName; losses: LossSeries } | null = null,
    milestones: readonly Milestone[] = [],
  ) {
    this.losses = from?.losses ?? new LossSeries();
    this.state = from?.state ?? null;
    this.seconds = from?.seconds ?? 0;
    this.backend = from?.backend ?? null;
    this.milestones = milestones;
    this.storedUpTo = milestones.at(-1)?.update ?? -1;
  }

  /** A run from storage. Milestones beyond its state are left out: they will be reached again. */
  static stored({ info, checkpoint: { state, curves }, milestones }: LoadedRun): TrainingRun {
    const { id, name, created, config, goal, seconds, backend } = info;
    const from = { state, seconds, backend, losses: LossSeries.from(curves) };
    const reached = milestones.filter(({ update }) => update <= state.update);
    return new TrainingRun(id, name, created, config, goal, from, reached);
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
      case 'progress':
        break;
      default:
        event satisfies never;
    }
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

  /** What is to be saved of it now; null before there is a state to go on from. */
  toSave(inTraining: boolean): { draft: RunDraft; checkpoint: Checkpoint } | null {
    const { id, name, created, config, goal, seconds, backend, state } = this;
    if (!state || !backend) return null;
    const { update } = state;
    const { epsilon, trained, learningRate, bands, heldOut } = this.losses.snapshot();
    return {
      draft: { id, name, created, config, goal, seconds, backend, inTraining },
      checkpoint: {
        state,
        curves: {
          epsilon: epsilon.slice(0, update),
          trained: trained.slice(0, update),
          learningRate: learningRate.slice(0, update),
          bands: bands.slice(0, update * 10),
          heldOut: heldOut.filter((entry) => entry.update <= update),
        },
      },
    };
  }
}

/** A name that tells runs apart: network, output, seed. */
export function nameOf({ network, output, seed, label }: TrainConfig): string {
  const unseen = excludedClass(label);
  const learned = label < ANY_DIGIT ? `, only ${label}` : unseen === null ? '' : `, without ${unseen}`;
  return `${network} · ${output} · seed ${seed}${learned}`;
}
