import type { Axis } from './series';

const TICK = { fill: 'var(--soft)', fontSize: 12 };

/** Props that every chart gives its frame, its grid and its axes. */
export const FRAME = { width: '100%', height: '100%', minWidth: 1, minHeight: 1 } as const;
export const GRID = { vertical: false, stroke: 'var(--line)' } as const;
export const X_AXIS = {
  type: 'number',
  tick: TICK,
  tickLine: false,
  axisLine: { stroke: 'var(--line)' },
  interval: 0,
} as const;

/** Props of an upright axis. */
export const yAxis = (axis: Axis) =>
  ({
    type: 'number',
    scale: axis.log ? 'log' : 'linear',
    domain: [axis.min, axis.max],
    ticks: axis.ticks,
    tickFormatter: axis.format,
    tick: TICK,
    tickLine: false,
    axisLine: false,
    interval: 0,
    allowDataOverflow: true,
  }) as const;
