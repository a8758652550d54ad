import { expect, it } from 'vitest';
import { halfLife } from '../../../diffusion/endOfForward';
import { handSchedule } from '../../../diffusion/handCurve';
import { customSchedule, makeSchedule, snr, timestepOfSnr } from '../../../diffusion/schedule';
import { ddimStep, ddpmStep } from '../../../diffusion/steps';
import { timesteps } from '../../../diffusion/timesteps';
import { decodeView } from '../../link/codec';
import { steps as chapter } from '../chapters/steps';
import { linear } from '../../../engine/worker/sampling/shippedOnCpu.test-helper';

const sum = (values: Float64Array): number => values.reduce((a, b) => a + b);

it('noise has half of the squared weight at t = 260, with cosine at t = 497', () => {
  expect(halfLife(linear)).toBe(260);
  expect(halfLife(makeSchedule('cosine'))).toBe(497);
});

it('100 steps with the old betas end with the weight 0.60 of the digit, and by hand 1,000 steps end so', () => {
  const old = customSchedule(Float64Array.from({ length: 100 }, (_, i) => 0.0001 + (i / 99) * 0.0199));
  expect(old.alphaBar[100]).toBeCloseTo(0.36, 2);
  expect(Math.sqrt(old.alphaBar[100])).toBeCloseTo(0.6, 2);
  expect(sum(old.beta)).toBeCloseTo(1.005, 6);
  expect(sum(linear.beta)).toBeCloseTo(10.05, 6);
  const link = chapter.steps.find(({ id }) => id === 'same-betas')?.ask?.reveal.link;
  const { hand } = decodeView(new URLSearchParams(link)).view;
  const byHand = handSchedule(hand).alphaBar[1000];
  expect(byHand).toBeCloseTo(0.37, 2);
  expect(Math.sqrt(byHand)).toBeCloseTo(0.61, 2);
});

it('100 steps that each do the work of ten end as 1,000 do', () => {
  const ten = makeSchedule('linear', 100);
  expect(ten.alphaBar[100]).toBeCloseTo(linear.alphaBar[1000], 6);
  expect(ten.beta[100]).toBeCloseTo(1 - (1 - linear.beta[1000]) ** 10, 12);
  expect(timestepOfSnr(linear, snr(ten, 100))).toBe(1000);
});

it('25 steps of DDIM and 250 of DDPM ask at some of the 1,000 t', () => {
  for (const count of [25, 250]) {
    const asked = timesteps(1000, count);
    expect(asked).toHaveLength(count);
    for (const t of asked) expect(linear.alphaBar[t]).toBeGreaterThan(0);
  }
});

it('eta = 0 adds no noise, and eta = 1 is DDPM on the same 50 steps', () => {
  const times = [...timesteps(1000, 50), 0];
  times.slice(1).forEach((to, i) => {
    expect(ddimStep(linear, times[i], to, 0).noise).toBe(0);
    const [ddim, ddpm] = [ddimStep(linear, times[i], to, 1), ddpmStep(linear, times[i], to)];
    expect(ddim.x0).toBeCloseTo(ddpm.x0, 9);
    expect(ddim.xt).toBeCloseTo(ddpm.xt, 9);
    expect(ddim.noise).toBeCloseTo(ddpm.noise, 12);
  });
});
