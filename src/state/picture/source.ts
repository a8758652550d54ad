import { baseUrl } from '../baseUrl';
import { createStore } from 'zustand/vanilla';
import { loadPack } from '../../data/loadPack';
import { PIXELS, type Pack } from '../../data/pack';
import { digitName, packOf, packs, type PackInfo, type Split } from '../../data/packs';
import { DataError } from '../../data/errors';
import { fromBytes } from '../../diffusion/pictures/pixels';
import { DEFAULT_DIGIT } from './defaultDigit';
import { notify } from '../notices';
import { TEXTS } from '../texts';
import { decodePicture, encodePicture } from './pictureCodec';
import { patchView, view } from '../link/view';

export type PackStatus =
  | { kind: 'absent' }
  | { kind: 'loading'; loaded: number; total: number }
  | { kind: 'ready'; pack: Pack }
  | { kind: 'failed'; message: string; remedy: string };

/** A picture at the start of the forward path. */
export interface Picture {
  /** As in ViewState. */
  readonly source: string;
  /** 784 values in [-1, 1]. */
  readonly x0: Float32Array;
  /** Where it comes from, in words. */
  readonly origin: string;
  /** Its class where the data set gives one. */
  readonly label: number | null;
}

export interface SourceState {
  picture: Picture;
  packs: Readonly<Record<string, PackStatus>>;
}

/** A picture from bytes, with its name. */
const asPicture = (source: string, bytes: Uint8Array, origin: string, label: number | null): Picture => ({
  source,
  x0: fromBytes(bytes),
  origin,
  label,
});

/** The bytes of a `px.` source, or null. */
const drawnBytes = (source: string) => (source.startsWith('px.') ? decodePicture(source.slice(3)) : null);

const defaultPicture = asPicture(
  DEFAULT_DIGIT.source,
  decodePicture(DEFAULT_DIGIT.encoded) ?? new Uint8Array(PIXELS),
  digitName('train', 7),
  DEFAULT_DIGIT.label,
);

/** The digit on the stage and the packs of digits that are here. */
export const source = createStore<SourceState>(() => ({
  picture: defaultPicture,
  packs: Object.fromEntries(packs.map(({ name }) => [name, { kind: 'absent' }])),
}));

const setPack = (name: string, status: PackStatus) =>
  source.setState((state) => ({ packs: { ...state.packs, [name]: status } }));

const loads = new Map<string, { promise: Promise<Pack>; abort: AbortController }>();

/** Stops every download of digits that is under way; what is here stays. */
export function cancelLoads(): void {
  for (const { abort } of loads.values()) abort.abort();
}

/** The pack, downloaded once. Rejects with a DataError, or an AbortError after cancelLoads. */
export function requirePack(info: PackInfo): Promise<Pack> {
  const running = loads.get(info.name);
  if (running) return running.promise;
  const abort = new AbortController();
  setPack(info.name, { kind: 'loading', loaded: 0, total: info.gzipBytes });
  const promise = loadPack(baseUrl(), info, {
    signal: abort.signal,
    onProgress: (loaded, total) => setPack(info.name, { kind: 'loading', loaded, total }),
  }).then(
    (pack) => {
      setPack(info.name, { kind: 'ready', pack });
      return pack;
    },
    (error: unknown) => {
      loads.delete(info.name);
      setPack(
        info.name,
        error instanceof DataError
          ? { kind: 'failed', message: error.message, remedy: error.remedy }
          : { kind: 'absent' },
      );
      throw error;
    },
  );
  loads.set(info.name, { promise, abort });
  return promise;
}

/** Puts a picture that somebody made on the stage, as bytes: so that a link holds exactly it. */
export function takePicture(x: Float32Array): void {
  const bytes = Uint8Array.from(x, (value) => Math.round(Math.min(1, Math.max(0, (value + 1) / 2)) * 255));
  patchView({ source: `px.${encodePicture(bytes)}` });
}

/** A picture by its name. Rejects where there is none such, or it cannot be fetched. */
export async function findPicture(name: string): Promise<Picture> {
  if (name === DEFAULT_DIGIT.source) return defaultPicture;
  const bytes = drawnBytes(name);
  if (bytes) return asPicture(name, bytes, 'your picture', null);
  const match = /^(train|test)\.(\d+)$/.exec(name);
  const split = match?.[1] as Split | undefined;
  const index = Number(match?.[2]);
  const info = split && packOf(split, index);
  if (!info) throw new Error(TEXTS.noPicture(name.slice(0, 24)));
  const { pixels, labels } = await requirePack(info);
  const i = index - info.first;
  return asPicture(name, pixels.subarray(i * PIXELS, (i + 1) * PIXELS), digitName(split, index), labels[i]);
}

/** Keeps the picture on the stage in step with the view. What was there stays until the new one is here. Returns a function that stops it. */
export function connectSource(): () => void {
  const follow = (name: string) => {
    if (name === source.getState().picture.source) return;
    findPicture(name).then(
      (picture) => {
        if (view.getState().source === name) source.setState({ picture });
      },
      (error: unknown) => {
        if (view.getState().source !== name) return;
        patchView({ source: source.getState().picture.source });
        if (error instanceof DOMException && error.name === 'AbortError') return;
        const remedy = error instanceof DataError ? ` ${error.remedy}` : '';
        notify({
          kind: 'warning',
          text: TEXTS.pictureStays(`${(error as Error).message}${remedy}`),
        });
      },
    );
  };
  follow(view.getState().source);
  return view.subscribe((state, previous) => {
    if (state.source !== previous.source) follow(state.source);
  });
}
