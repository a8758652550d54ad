import { formatCount } from '../../diffusion/numbers/formatCount';
import type { ScheduleName } from '../../diffusion/schedule';
import { NETWORK_SHAPES, type TrainConfig } from '../../engine/protocol/train';
import { crc32 } from '../runs/crc32';
import { ANY_DIGIT, excludedClass } from '../link/fieldKinds';
import { TEXTS } from '../texts';

/** A network that the page can sample from. */
export interface UsedNetwork {
  /** As in ViewState: `shipped`, or `run.ID.UPDATE`. */
  readonly name: string;
  /** The run's name; that of the shipped network where it is that. */
  readonly title: string;
  /** Updates that it was trained for; null if it was delivered. */
  readonly update: number | null;
  /** Height and width of its pictures, pixels. */
  readonly size: number;
  /** Classes that it tells apart; 0 if it knows none. */
  readonly classes: number;
  /** The one class that it has learned, or null. */
  readonly onlyClass: number | null;
  /** The schedule that it was trained on. */
  readonly schedule: ScheduleName;
  /** What the engine makes it from; null if the engine brings it along. */
  readonly trained: { readonly config: TrainConfig; readonly numbers: Float32Array } | null;
  /** Whether the browser keeps these very weights, so that a link finds them again. */
  readonly isStored: boolean;
  /** Tells weights apart that have one name: a run that went back and on again reaches the same update twice. */
  readonly checksum: number;
}

export const SHIPPED: UsedNetwork = {
  name: 'shipped',
  title: TEXTS.ownNetwork,
  update: null,
  size: 28,
  classes: 10,
  onlyClass: null,
  schedule: 'linear',
  trained: null,
  isStored: true,
  checksum: 0,
};

/** What the view calls a run's network after some updates. */
export const trainedName = (id: string, update: number): string => `run.${id}.${update}`;

/** The run and the updates of a network's name; null for the shipped one. */
export function parseTrainedName(name: string): { id: string; update: number } | null {
  const match = /^run\.([\w-]+)\.(\d+)$/.exec(name);
  return match && { id: match[1], update: Number(match[2]) };
}

/**
 * A run's network after some updates.
 * @param numbers a state's, or averaged weights alone
 */
export function trainedNetwork(
  { id, name, config }: { readonly id: string; readonly name: string; readonly config: TrainConfig },
  update: number,
  numbers: Float32Array,
  isStored: boolean,
): UsedNetwork {
  const { network, label, schedule } = config;
  const shape = NETWORK_SHAPES[network];
  return {
    name: trainedName(id, update),
    title: name,
    update,
    ...shape,
    onlyClass: shape.classes > 0 && label < ANY_DIGIT ? label : null,
    schedule,
    trained: { config, numbers },
    isStored,
    checksum: crc32(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)),
  };
}

/** The class that a network has never seen, or null. */
export const unseenClass = ({ trained }: UsedNetwork): number | null =>
  excludedClass(trained?.config.label ?? ANY_DIGIT);

/** Names a network's weights: what was computed with others of the same name is not theirs. */
export const weightsKey = ({ name, checksum }: UsedNetwork): string => `${name}#${checksum}`;

/** What stands wherever the page says which network is live. */
export function creditOf({ title, update }: UsedNetwork): string {
  return update === null ? title : TEXTS.updates(title, formatCount(update));
}

/** Why a network cannot be asked for a class; null if it can. */
export function whyNoClass({ classes, onlyClass }: UsedNetwork): string | null {
  if (classes === 0) return TEXTS.noClasses;
  return onlyClass === null ? null : TEXTS.onlyClass(onlyClass);
}

/** Whether a network is told the classes of digits, where the view asks for it: a network of one class knows it, one without classes cannot be told any. */
export function isTold({ onlyClass, classes }: UsedNetwork, told: boolean): boolean {
  return onlyClass !== null || (classes > 0 && told);
}

/** The label that a network is given where the view asks for one; a network without classes has only the label 0. */
export function labelFor({ classes, onlyClass }: UsedNetwork, label: number): number {
  return onlyClass ?? Math.min(label, classes);
}

/** The class of a network's samples where the view asks for one; ANY_DIGIT if it knows no classes. */
export const sampledClass = (used: UsedNetwork, label: number): number =>
  used.classes === 0 ? ANY_DIGIT : labelFor(used, label);

/** Guidance that a network can follow: with a class, and where it can do without. */
export function guidanceFor(used: UsedNetwork, label: number, guidance: number): number {
  return label === ANY_DIGIT || whyNoClass(used) !== null ? 0 : guidance;
}
