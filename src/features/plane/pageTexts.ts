/** Words of the view that the page needs before the view is loaded: apart from texts.ts, so that the first download stays small. */
export const PAGE_TEXTS = {
  name: 'Plane',
  title: 'Distributions in the plane: score, density and ways back, seen whole',
  /** What presenter mode shows one at a time. */
  scenes: { plane: 'The plane', how: 'How it is computed', solvers: 'Which solver is worth its cost?' },
  playKey: 'in Plane: play, or pause',
  cursorKeys: 'in a picture of the Plane: move the cursor; Enter acts there',
} as const;
