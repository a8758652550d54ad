/** Kinds of pictures that are no digits, or none that a network knows: what a score is to tell from digits. */
export const ANOMALIES = [
  'fashion',
  'scribbles',
  'quarter',
  'eighth',
  'softened',
  'mirrored',
  'cut',
  'halves',
  'inverted',
  'shuffled',
  'noise',
  'class',
] as const;
export type AnomalyName = (typeof ANOMALIES)[number];
