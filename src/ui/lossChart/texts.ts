/** The words of the chart of losses. */
export const TEXTS = {
  lines: {
    raw: 'raw',
    smooth: 'smooth',
    heldOut: 'held-out',
    trained: 'trained',
    rate: 'rate',
    log: 'log',
  },
  switches: 'What the chart shows',
  howToRead: 'How to read the loss chart',
  /** What each line is; the t of `trained` is italic. */
  meaning: {
    raw: 'raw: the loss of each update on its own batch; where several updates share a place, from their smallest to their largest loss',
    smooth: 'smooth: the same, averaged over about 20 updates',
    heldOut: (label: string): string => `held-out: ${label}, from which the network does not learn`,
    trained: 'trained: what is minimised, the loss with the weight of each picture’s ',
    rate: 'rate: the learning rate, on the axis at the right',
    log: 'log: equal distances mean equal ratios',
    operate:
      'Drag over the plot to zoom in, double-click to see all. With the keyboard: arrow keys read the losses, + and − zoom, 0 shows all.',
  },
  keys: 'Arrow keys read the losses, plus and minus zoom, 0 shows the whole run.',
  spoken: (length: string, end: string, smooth: string | null, isLog: boolean): string =>
    `Loss over ${length} of ${end} updates${smooth === null ? '' : `: smoothed ${smooth}`}${isLog ? ', logarithmic' : ''}`,
  updates: (count: string): string => `${count} updates`,
  update: (update: string): string => `update ${update}`,
  reading: (update: string, losses: string): string => `update ${update}: ${losses}`,
  at: (update: string): string => ` at ${update}`,
  range: (from: string, to: string): string => `updates ${from} to ${to}`,

  // Below the chart
  hint: 'Drag to zoom in.',
  whole: 'Whole run',
  table: 'As a table',
  csv: 'CSV',
  csvTitle: 'Save all losses as a CSV file',
  tableLabel: 'Losses as a table',
  updateColumn: 'update',
  measuredAt: (update: string): string => `measured at ${update}`,

  // The loss by noise level
  band: (from: number, to: number): string => `t ${from}–${to}`,
  bandLoss: (name: string, loss: string): string => `${name}: ${loss}`,
  bandWas: (loss: string): string => `, was ${loss}`,
  bandMissing: (name: string): string => `${name}: not measured`,
  bands: (update: string, since: string, losses: string): string =>
    `Loss by noise level at update ${update}${since}. ${losses}.`,
  since: (update: string): string => `, and at update ${update}`,
  earlier: (update: string): string => `at ${update}`,
} as const;
