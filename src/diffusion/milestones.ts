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

/** How many milestones come after `update`, up to `goal`. */
export function milestonesBetween(update: number, goal: number): number {
  return SPACING.reduce((sum, [first, spacing], i) => {
    const last = SPACING.at(i + 1)?.[0] ?? Infinity;
    const upTo = (n: number): number => Math.floor((Math.min(Math.max(n, first), last) - first) / spacing);
    return sum + upTo(goal) - upTo(update);
  }, 0);
}
