import type { Sampler } from '../../../diffusion/steps';

/** The samplers by name, from the oldest. */
export const SAMPLER_NAMES: Readonly<Record<Sampler, string>> = {
  ddpm: 'DDPM',
  ddim: 'DDIM',
  heun: 'Heun',
  'dpmpp-2m': 'DPM-Solver++ (2M)',
};

/** They as what a menu offers. */
export const SAMPLER_OPTIONS = (Object.keys(SAMPLER_NAMES) as Sampler[]).map((value) => ({
  value,
  label: SAMPLER_NAMES[value],
}));

/** How they differ, in a line each. */
export const SAMPLER_TITLE =
  'DDPM: fresh noise at every step. DDIM: as much as η says. Heun: looks twice at every step. DPM-Solver++ (2M): uses the guess before, too';
