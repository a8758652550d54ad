/** What the page says of Detect before the view is loaded. All other words stand in texts. */
export const PAGE_TEXTS = {
  name: 'Detect',
  title: 'Find pictures that are no digits: where the network is wrong, and by how much',
  /** What presenter mode shows one at a time. */
  scenes: {
    picture: 'The picture',
    score: 'The score',
    compared: 'Compared with digits',
    roc: 'The ROC curve',
    times: 'Which t',
    hardest: 'Hard cases',
    exercise: 'One class left out',
  },

  space: 'in Detect: score the picture, compare it with digits; stop what runs',
  arrows: 'on the threshold of Detect: move it',
} as const;
