import { beforeEach, expect, it, vi } from 'vitest';
import type { Capability } from '../../../engine/protocol/jobs';
import type { EngineStatus } from '../../../state/engine/engine';

const ready = (more: Partial<Capability> = {}): EngineStatus => ({
  kind: 'ready',
  capability: { backend: 'webgpu', device: 'a GPU', software: false, canaryMs: 1, notes: [], ...more },
  network: { name: 'shipped', size: 28, parameters: 0, macs: 0, bytes: 0, sha256: '', metadata: {} },
});

/** A page that was opened with an address. */
async function page(search = '?view=train') {
  vi.resetModules();
  const location = { search, pathname: '/', hash: '' };
  vi.stubGlobal('location', location);
  vi.stubGlobal('history', { pushState: vi.fn(), replaceState: vi.fn() });
  vi.stubGlobal('addEventListener', vi.fn());
  const { connectUrl, link } = await import('../../../state/link/url');
  const { engineStatus } = await import('../../../state/engine/engine');
  const { proposal, proposeNetwork } = await import('./proposal');
  const { patchView, view } = await import('../../../state/link/view');
  connectUrl();
  return { engineStatus, link, patchView, proposal, proposeNetwork, view };
}

beforeEach(() => () => vi.unstubAllGlobals());

it('proposes small on a GPU, with no step to undo, and the link says so', async () => {
  const { engineStatus, link, proposal, proposeNetwork, view } = await page();
  expect(link()).toBe('/?view=train&net=tiny');
  proposeNetwork();
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
  proposeNetwork();
  engineStatus.setState({ status });
  expect(view.getState().trainNetwork).toBe('tiny');
  expect(proposal.getState().made).toBe(false);
});

it('proposes nothing once somebody has chosen', async () => {
  const { engineStatus, patchView, proposeNetwork, view } = await page();
  proposeNetwork();
  patchView({ trainBatch: 32 });
  engineStatus.setState({ status: ready() });
  expect(view.getState().trainNetwork).toBe('tiny');
});
