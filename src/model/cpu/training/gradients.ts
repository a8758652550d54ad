import type { Place } from '../memory';
import { gradientSum } from './pixelwise';
import { pictureOf, type Workspace } from './workspace';

/** The activation that produced a value, and where its derivative is (for ReLU: its output). */
export interface Slope {
  readonly kind: 'silu' | 'relu';
  readonly at: Place;
}

/** Gradients of the network's values, as sums of terms that the readers of a value give. */
export class Gradients {
  private readonly terms = new Map<string, Place[]>();
  private readonly users = new Map<Place, number>();
  /** Values whose gradient already has their activation's derivative. */
  private readonly passed = new Set<string>();

  constructor(private readonly workspace: Workspace) {}

  /** Adds a term of a value's gradient, which others may use too. */
  add(id: string, term: Place): void {
    this.terms.set(id, [...(this.terms.get(id) ?? []), term]);
    this.users.set(term, (this.users.get(term) ?? 0) + 1);
  }

  /**
   * Replaces the terms of a value's gradient by one that holds their sum.
   * @param includesActivation whether the sum already has the activation's derivative
   */
  replace(id: string, sum: Place, includesActivation: boolean): void {
    const before = this.of(id);
    this.terms.delete(id);
    this.add(id, sum);
    if (includesActivation) this.passed.add(id);
    before.forEach((term) => this.release(term));
  }

  /** The terms so far. */
  of(id: string): readonly Place[] {
    return this.terms.get(id) ?? [];
  }

  /** The complete gradient of a value; with `slope`, with respect to the activation's input. Release it after use. */
  finished(id: string, slope: Slope | undefined): Place {
    const terms = this.of(id);
    if (terms.length === 0) throw new Error(`nothing reads ${id}`);
    const remaining = this.passed.has(id) ? undefined : slope;
    if (terms.length > 1 || remaining) this.sum(id, terms, remaining);
    const [gradient] = this.of(id);
    return gradient;
  }

  /** Frees a place once nobody uses it any more. */
  release(place: Place): void {
    const users = (this.users.get(place) ?? 1) - 1;
    this.users.set(place, users);
    if (users === 0) this.workspace.memory.release(place);
  }

  private sum(id: string, terms: readonly Place[], slope: Slope | undefined): void {
    const { workspace } = this;
    const { height, channels } = terms[0].shape;
    const to = workspace.place(height, channels);
    const add = gradientSum(workspace.module, to.shape, terms.length, slope?.kind);
    const others = [...terms, ...(slope ? [slope.at] : [])].map(pictureOf);
    workspace.phases.add(workspace.group(height), (frame) =>
      add.call(pictureOf(to)(frame), frame.pictures, ...others.map((each) => each(frame))),
    );
    this.replace(id, to, slope !== undefined);
  }
}
