/** Kinds of pictures that a score should distinguish from digits: not digits, or of a class that the network has not seen. */
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
