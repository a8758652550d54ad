import { decodeView } from '../state/link/codec';
import type { Plan } from '../state/samples/sheet';
import { viewOf } from './views';

/** The samples that the view of a link shows. */
export async function samplesOfLink(link: string): Promise<readonly Plan[]> {
  const state = decodeView(new URLSearchParams(link)).view;
  return (await viewOf(state.page).samples?.(state)) ?? [];
}
