import { beforeEach, expect, it, vi } from 'vitest';
import type { Capability } from '../../../engine/protocol/jobs';
import type { EngineStatus } from '../../../state/engine/pageEngine';

const ready = (more: Partial<Capability> = {}): EngineStatus => ({
  kind: 'ready',
  capability: { backend: 'webgpu', device: 'a GPU', software: false, canaryMs: 1, notes: [], ...more },
  network: { name: 'shipped', size: 28, parameters: 0, macs: 0, bytes: 0, sha256: '', metadata: {} },
});

let disconnect: () => void;

/** A page that was opened with an address. */
async function page(search = '?view=train') {
  vi.resetModules();
  const location = { search, pathname: '/', hash: '' };
  vi.stubGlobal('location', location);
  vi.stubGlobal('history', { pushState: vi.fn(), replaceState: vi.fn() });
  vi.stubGlobal('addEventListener', vi.fn());
  vi.stubGlobal('removeEventListener', vi.fn());
  const { connectUrl, link } = await import('../../../state/link/url');
  const { engineStatus } = await import('../../../state/engine/pageEngine');
  const { proposal, proposeNetwork } = await import('./proposal');
  const { patchView, view } = await import('../../../state/link/view');
  disconnect = connectUrl();
  return { engineStatus, link, patchView, proposal, proposeNetwork, view };
}

beforeEach(() => () => {
  disconnect();
  vi.unstubAllGlobals();
});

it('proposes small on a GPU, with no step to undo, and the link says so', async () => {
  const { engineStatus, link, proposal, proposeNetwork, view } = await page();
  expect(link()).toBe('/?view=train&net=tiny');
  proposeNetwork(() => false);
  expect(view.getState().trainNetwork).toBe('tiny');
  engineStatus.setState({ status: ready() });
  expect(view.getState()).toMatchObject({ trainNetwork: 'small', trainRate: 0.004 });
  expect(proposal.getState().made).toBe(true);
  expect(view.temporal.getState().pastStates).toEqual([]);
  expect(link()).toContain('net=small');
});

it.each([
  ['the GPU is computed in software', '?view=train', ready({ software: true })],
  ['there is none', '?view=train', ready({ backend: 'wasm' })],
  ['the address says which network', '?view=train&net=tiny', ready()],
  ['the address says anything of the training', '?view=train&batch=128', ready()],
])('proposes nothing where %s', async (_, search, status) => {
  const { engineStatus, proposal, proposeNetwork, view } = await page(search);
  proposeNetwork(() => false);
  engineStatus.setState({ status });
  expect(view.getState().trainNetwork).toBe('tiny');
  expect(proposal.getState().made).toBe(false);
});

it.each([
  ['somebody has chosen', false, { trainBatch: 32 }],
  ['there is a run', true, {}],
])('proposes nothing once %s', async (_, hasRun, change) => {
  const { engineStatus, patchView, proposeNetwork, view } = await page();
  proposeNetwork(() => hasRun);
  patchView(change);
  engineStatus.setState({ status: ready() });
  expect(view.getState().trainNetwork).toBe('tiny');
});
