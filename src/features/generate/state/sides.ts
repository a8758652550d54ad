import type { ViewState } from '../../../state/link/fields/table';
import { patchView, view } from '../../../state/link/view';

/** The grid that stands alone, and the one that is compared with it. */
export type Side = 'a' | 'b';

/** What a side asks for. Its label may also be ALL_DIGITS. */
export type SideSettings = Pick<ViewState, 'label' | 'sampler' | 'steps' | 'eta' | 'guidance' | 'network'>;

/** The fields of the view that hold the settings of a side. A shares its network with the Timeline. */
export const SIDE_FIELDS = {
  a: {
    label: 'aLabel',
    sampler: 'aSampler',
    steps: 'aSteps',
    eta: 'aEta',
    guidance: 'aGuidance',
    network: 'network',
  },
  b: {
    label: 'bLabel',
    sampler: 'bSampler',
    steps: 'bSteps',
    eta: 'bEta',
    guidance: 'bGuidance',
    network: 'bNetwork',
  },
} as const satisfies Record<Side, Record<keyof SideSettings, keyof ViewState>>;

/** The settings of a side. */
export const sideSettings = (state: ViewState, side: Side): SideSettings =>
  Object.fromEntries(
    Object.entries(SIDE_FIELDS[side]).map(([name, field]) => [name, state[field]]),
  ) as unknown as SideSettings;

/** A change of a side's settings as a change of the view. */
export const sideChange = (side: Side, change: Partial<SideSettings>): Partial<ViewState> =>
  Object.fromEntries(
    Object.entries(change).map(([name, value]) => [SIDE_FIELDS[side][name as keyof SideSettings], value]),
  );

/** B asks for what A asks for. */
export function copyAToB(): void {
  patchView(sideChange('b', sideSettings(view.getState(), 'a')));
}

/** A and B exchange their settings. */
export function swapSides(): void {
  const state = view.getState();
  patchView({ ...sideChange('a', sideSettings(state, 'b')), ...sideChange('b', sideSettings(state, 'a')) });
}
