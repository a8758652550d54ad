// Answers one question of the kit in a process of its own: node probe.mjs '{ "about": "checks", ... }'
import { answerInNode } from '../support/node.mjs';
import { provideWebGpu } from '../support/webgpu.mjs';

const QUESTIONS = {
  checks: () => import('./checks.mjs'),
  limits: () => import('./limits.mjs'),
  kernels: () => import('./kernels.mjs'),
  races: () => import('./races.mjs'),
  learning: () => import('./learning.mjs'),
  judge: () => import('./judge.mjs'),
};

answerInNode(async ({ about, ...question }) => {
  provideWebGpu();
  return (await QUESTIONS[about]()).answer(question);
});
