import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { RULES } from '../../../diffusion/rules';
import { settled } from '../../../state/fakes.test-helper';
import type { Experiment } from '../../../state/link/fields/lab';
import { view } from '../../../state/link/view';
import { bound } from './bound';
import { digitRules } from './digitRules';
import { exact } from './exact';
import { exactLosses } from './exactLoss';
import { exactSamples } from './exactSamples';
import { particles } from './particles';
import { startFresh, stopExperiment, toggleExperiment } from './experimentControls';

vi.mock('../../../state/environment', async () => {
  const { fakeEnvironment } = await import('../../../state/engine/fakeEngine.test-helper');
  return { browser: fakeEnvironment() };
});

const initialView = view.getState();
beforeEach(() => vi.stubGlobal('document', { baseURI: 'http://localhost/' }));
afterEach(() => {
  view.setState(initialView, true);
  vi.unstubAllGlobals();
});

const open = (experiment: Experiment): void => view.setState({ experiment });

it.each([
  ['rules', particles, () => particles.store.getState().runs[RULES[0]].kind],
  ['digits', digitRules, () => digitRules.store.getState().runs.ddpm.kind],
  ['bound', bound, () => bound.store.getState().status.kind],
] as const)('stops and goes on with the experiment "%s"', (experiment, { follow }, kind) => {
  open(experiment);
  const leave = follow();
  expect(kind()).not.toBe('stopped');
  toggleExperiment();
  expect(kind()).toBe('stopped');
  expect(stopExperiment()).toBe(false);
  toggleExperiment();
  expect(kind()).not.toBe('stopped');
  expect(stopExperiment()).toBe(true);
  expect(kind()).toBe('stopped');
  leave();
});

it('begins the first piece of the exact denoiser that is not done: digits, losses, samples', async () => {
  open('exact');
  toggleExperiment();
  expect(exact.store.getState().digits.kind).toBe('loading');
  expect(stopExperiment()).toBe(true);
  expect(exact.store.getState().digits.kind).toBe('absent');
  exact.store.setState({ digits: { kind: 'ready', name: 'exact.10000.28', bytes: 1 } });
  toggleExperiment();
  await settled();
  expect(exactLosses.store.getState().status.kind).toBe('running');
  expect(exactSamples.store.getState().status.kind).toBe('idle');
  expect(stopExperiment()).toBe(true);
  exactLosses.store.setState({ status: { kind: 'done' } });
  toggleExperiment();
  await settled();
  expect(exactSamples.store.getState().status.kind).toBe('running');
  exactSamples.stop();
});

it('leaves the other experiments alone', () => {
  open('rules');
  particles.start();
  open('bound');
  expect(stopExperiment()).toBe(false);
  expect(particles.store.getState().runs[RULES[0]].kind).toBe('running');
  particles.stop();
});

it('draws anew in the derivation, where nothing runs', () => {
  open('derivation');
  const { seed } = view.getState();
  toggleExperiment();
  expect(view.getState().seed).toBe(seed + 1);
  expect(stopExperiment()).toBe(false);
  expect(startFresh(0)).toBe(false);
  expect(view.getState().seed).toBe(seed + 1);
});

it('measures a bound that waits for the user', () => {
  open('bound');
  view.setState({ boundDigits: 400 });
  onTestFinished(bound.follow());
  expect(bound.store.getState().status.kind).toBe('asked-first');
  toggleExperiment();
  expect(bound.store.getState().status.kind).toBe('waiting');
  expect(stopExperiment()).toBe(true);
});
