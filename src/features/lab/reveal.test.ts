import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { view } from '../../state/link/view';
import { revealInScene } from './reveal';
import { scenesOf } from './scenes';
import { quizAnswers } from './state/answers';
import { bound } from './state/bound';

vi.mock('../../state/environment', async () => {
  const { fakeEnvironment } = await import('../../state/engine/fakeEngine.test-helper');
  return { browser: fakeEnvironment() };
});

const initialView = view.getState();
beforeEach(() => vi.stubGlobal('document', { baseURI: 'http://localhost/' }));
afterEach(() => {
  view.setState(initialView, true);
  vi.unstubAllGlobals();
});

function show(experiment: 'rules' | 'digits' | 'bound' | 'bugs', id: string): void {
  view.setState({ experiment });
  view.setState({ scene: scenesOf(view.getState()).findIndex((scene) => scene.id === id) });
}

it('answers the question of a scene once, and then leads on', () => {
  for (const [experiment, id, question] of [
    ['rules', 'mistake-index', 'index'],
    ['digits', 'no-noise', 'digits-no-noise'],
  ] as const) {
    show(experiment, id);
    expect(quizAnswers.getState()[question]).toBeUndefined();
    expect(revealInScene()).toBe(true);
    expect(quizAnswers.getState()[question]).toBe('skipped');
  }
  show('rules', 'mistake-index');
  expect(revealInScene()).toBe(false);
});

it('answers a riddle, and nothing where the bug has its name', () => {
  show('bugs', 'bug-code');
  expect(revealInScene()).toBe(false);
  view.setState({ riddle: true, seed: 5 });
  expect(revealInScene()).toBe(true);
  expect(quizAnswers.getState()['riddle-5']).toBe('skipped');
  expect(revealInScene()).toBe(false);
});

it('begins what has never been begun, but not what was stopped', () => {
  show('bound', 'terms');
  expect(revealInScene()).toBe(true);
  bound.stop();
  expect(revealInScene()).toBe(false);
});
