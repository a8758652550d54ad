import { lookup } from '../../lookup';
import type { Place, Shape } from '../memory';
import { Gradients, type Slope } from './gradients';
import type { Workspace } from './workspace';

/** The values of a network in training, and who reads them. */
export class Values {
  readonly gradients: Gradients;
  private readonly stored = new Map<string, { readonly place: Place; readonly slope: Slope | undefined }>();
  /** How many steps that read a value have no gradient yet. */
  private readonly readers = new Map<string, number>();

  constructor(private readonly workspace: Workspace) {
    this.gradients = new Gradients(workspace);
  }

  /**
   * Makes a place for a value.
   * @param slope the activation that makes it @param derivative of SiLU; that of ReLU is found from the value
   */
  store(id: string, shape: Shape, slope?: Slope['kind'], derivative?: Place): Place {
    const place = this.workspace.place(shape.height, shape.channels);
    this.stored.set(id, { place, slope: slope && { kind: slope, at: derivative ?? place } });
    return place;
  }

  placeOf(id: string): Place {
    return lookup(this.stored, id).place;
  }

  /** The place of a value that one more step reads. */
  read(id: string): Place {
    this.readers.set(id, (this.readers.get(id) ?? 0) + 1);
    return this.placeOf(id);
  }

  /** Says that a step's gradient with respect to this value is there. @returns the activation that made it, if it was the last */
  done(id: string): { readonly isLast: boolean; readonly slope: Slope | undefined } {
    const left = lookup(this.readers, id) - 1;
    this.readers.set(id, left);
    return { isLast: left === 0, slope: left === 0 ? lookup(this.stored, id).slope : undefined };
  }

  /** The whole gradient of a value, before the activation that made it; release it after use. */
  finished(id: string): Place {
    return this.gradients.finished(id, lookup(this.stored, id).slope);
  }
}
