/** From each of these updates on, this many lie between two milestones: often while much changes, rarely later. */
const SPACING = [
  [0, 10],
  [50, 25],
  [100, 50],
  [300, 100],
  [1000, 250],
  [3000, 1000],
  [20_000, 5000],
] as const;

/** Whether a training is looked at after this update: 0, 10, ... 50, 75, 100, 150, ... 300, 400, ... 1000, 1250, ... */
export function isMilestone(update: number): boolean {
  const [from, spacing] = SPACING.findLast(([first]) => update > first) ?? SPACING[0];
  return (update - from) % spacing === 0;
}
