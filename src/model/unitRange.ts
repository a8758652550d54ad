import { conversion, type Conversion, type Prediction } from '../diffusion/training/parameterization';
import { customSchedule } from '../diffusion/schedule';

/** How a network trained on pixels 0..1 sees an x_t of pixels -1..1. */
export interface UnitView {
  /** Its signal-to-noise ratio. */
  readonly snr: number;
  /** The network's x_t is scale * x_t + shift. */
  readonly scale: number;
  readonly shift: number;
  /** Epsilon from the network's x_t and its output; epsilon is the same in both ranges. */
  readonly epsilon: Conversion;
}

/**
 * With x0 = 2 u - 1, x_t = a x0 + b epsilon is equivalent to (x_t + a) / r = (2 a / r) u + (b / r) epsilon. With
 * r^2 = 4 a^2 + b^2, a variance-preserving process makes that of u with half as much noise. So no sampling step has to
 * know that the network was trained on pixels 0..1.
 * @param alphaBar a^2
 * @param oneMinusAlphaBar b^2
 * @param output what the network's raw output is, in terms of u
 */
export function unitView(alphaBar: number, oneMinusAlphaBar: number, output: Prediction): UnitView {
  const r = Math.sqrt(4 * alphaBar + oneMinusAlphaBar);
  return {
    snr: (4 * alphaBar) / oneMinusAlphaBar,
    scale: 1 / r,
    shift: Math.sqrt(alphaBar) / r,
    epsilon: conversion(customSchedule([oneMinusAlphaBar / r ** 2]), 1, output, 'epsilon'),
  };
}
