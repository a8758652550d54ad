import type { ViewState } from '../../../state/link/fields/table';
import { patchView, view } from '../../../state/link/view';

/** The grid that stands alone, and the one that is compared with it. */
export type Side = 'a' | 'b';

/** What a side asks for. */
export interface SideSettings {
  /** 0 ... 9, 10 for any digit, 11 for all ten in turn. */
  label: number;
  sampler: ViewState['sampler'];
  steps: number;
  eta: number;
  guidance: number;
  network: string;
}

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
export function settingsOf(state: ViewState, side: Side): SideSettings {
  const { label, sampler, steps, eta, guidance, network } = SIDE_FIELDS[side];
  return {
    label: state[label],
    sampler: state[sampler],
    steps: state[steps],
    eta: state[eta],
    guidance: state[guidance],
    network: state[network],
  };
}

/** A change of a side's settings as a change of the view. */
export const changeOf = (side: Side, change: Partial<SideSettings>): Partial<ViewState> =>
  Object.fromEntries(
    Object.entries(change).map(([name, value]) => [SIDE_FIELDS[side][name as keyof SideSettings], value]),
  );

/** B asks for what A asks for. */
export function copyAToB(): void {
  patchView(changeOf('b', settingsOf(view.getState(), 'a')));
}

/** A and B exchange their settings. */
export function swapSides(): void {
  const state = view.getState();
  patchView({ ...changeOf('a', settingsOf(state, 'b')), ...changeOf('b', settingsOf(state, 'a')) });
}
