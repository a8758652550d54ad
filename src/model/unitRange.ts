import { conversion, type Conversion, type Prediction } from '../diffusion/parameterization';
import { customSchedule } from '../diffusion/schedule';

/** How an x_t of pixels -1..1 looks to a network of pixels 0..1. */
export interface UnitView {
  /** Its ratio of signal and noise. */
  readonly snr: number;
  /** The network's x_t is scale * x_t + shift. */
  readonly scale: number;
  readonly shift: number;
  /** epsilon from that x_t and the network's output: epsilon is the same for both. */
  readonly epsilon: Conversion;
}

/**
 * With x0 = 2 u - 1 is x_t = a x0 + b epsilon the same as (x_t + a) / r = (2 a / r) u + (b / r) epsilon, and with
 * r^2 = 4 a^2 + b^2 that is what a variance-preserving process makes of u when the noise is half as large: no step of
 * sampling has to know that the network learnt from pixels 0..1.
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
