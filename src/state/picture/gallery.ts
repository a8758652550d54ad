import { digitsOfClass, PIXELS, type Pack } from '../../data/pack';
import { packs, packsFor, type PackInfo, type Split } from '../../data/packs';
import { requirePack, type PackStatus, type SourceState } from './source';

export type { Split };

/** A digit of the data set that is in memory. */
export interface Digit {
  /** As in ViewState. */
  source: string;
  /** 784 bytes, 0 paper, 255 ink. */
  pixels: Uint8Array;
}

/** Loads the packs that hold the first `count` digits of a split. Failures stand in the packs' status. */
export function loadDigits(split: Split, count: number): void {
  for (const info of packsFor(split, count)) requirePack(info).catch(() => undefined);
}

/** The packs of a split that are here, in the data set's order. */
export function loadedPacks(statuses: SourceState['packs'], split: Split): Pack[] {
  return packs
    .filter((info) => info.split === split)
    .flatMap(({ name }) => {
      const status = statuses[name];
      return status.kind === 'ready' ? [status.pack] : [];
    });
}

/** Digits of a class among packs, in their order. */
export function digitsOfPacks(loaded: readonly Pack[], label: number): Digit[] {
  return loaded.flatMap((pack) =>
    digitsOfClass(pack, label).map((i) => ({
      source: `${pack.info.split}.${pack.info.first + i}`,
      pixels: pack.pixels.subarray(i * PIXELS, (i + 1) * PIXELS),
    })),
  );
}

/** The first training digit of a class, once the first pack is here. */
export function firstDigit(statuses: SourceState['packs'], label: number): Digit | undefined {
  const status = statuses[packs[0].name];
  if (status.kind !== 'ready') return undefined;
  const i = status.pack.labels.indexOf(label);
  return { source: `train.${i}`, pixels: status.pack.pixels.subarray(i * PIXELS, (i + 1) * PIXELS) };
}

/** The next part of a split that is not here: how many digits there would be then, its size and how it stands. */
export function nextPart(
  statuses: SourceState['packs'],
  split: Split,
): { info: PackInfo; count: number; status: PackStatus } | undefined {
  const info = packs.find((pack) => pack.split === split && statuses[pack.name].kind !== 'ready');
  return info && { info, count: info.first + info.count, status: statuses[info.name] };
}
