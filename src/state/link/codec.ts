import { FIELD_NAMES, FIELDS, type ViewState } from './fields/table';
import { TEXTS } from '../texts';

/** Link parameters that are not the view's: they choose how the page runs. */
export const FOREIGN: readonly string[] = ['backend', 'perf', 'embed', 'clicker'];

/** The state that a bare link opens. */
export function initialView(): ViewState {
  return Object.fromEntries(FIELD_NAMES.map((name) => [name, FIELDS[name].initial])) as unknown as ViewState;
}

/** Whether a field stands where a bare link has it. */
export function isAtStart<K extends keyof ViewState>(name: K, state: Pick<ViewState, K>): boolean {
  const { initial, print } = FIELDS[name];
  // Lists are compared by what is in them.
  return state[name] === initial || (typeof initial === 'object' && print(state[name]) === print(initial));
}

/** A link to the Train view always names its network: which one is proposed there depends on the device. */
const isAlwaysPrinted = (name: keyof ViewState, { page }: ViewState): boolean =>
  name === 'trainNetwork' && page === 'train';

/** The view as link parameters: only what differs from the start, in the table's order. */
export function encodeView(view: ViewState): URLSearchParams {
  const params = new URLSearchParams();
  const put = <K extends keyof ViewState>(name: K, state: Pick<ViewState, K>) => {
    const field = FIELDS[name];
    if (!isAtStart(name, state) || isAlwaysPrinted(name, view))
      params.set(field.param, field.print(state[name]));
  };
  FIELD_NAMES.forEach((name) => put(name, view));
  return params;
}

/**
 * Reads a link. A parameter that is bad or unknown leaves its field as it starts and adds one sentence to `problems`.
 */
export function decodeView(params: URLSearchParams): { view: ViewState; problems: string[] } {
  const view = initialView();
  const problems: string[] = [];
  const known = new Set(FOREIGN);
  const take = <K extends keyof ViewState>(name: K, state: Pick<ViewState, K>) => {
    const field = FIELDS[name];
    known.add(field.param);
    const text = params.get(field.param);
    if (text === null) return;
    const value = field.parse(text);
    if (value === undefined) problems.push(TEXTS.badValue(field.param, text.slice(0, 24), field.allowed));
    else state[name] = value;
  };
  FIELD_NAMES.forEach((name) => take(name, view));
  for (const param of params.keys()) if (!known.has(param)) problems.push(TEXTS.badParam(param.slice(0, 24)));
  if (view.mode === 'denoise' && view.t > view.from) view.t = view.from;
  if (view.chosen >= view.tries) view.chosen = 0;
  if (!view.present) view.scene = 0;
  return { view, problems };
}
