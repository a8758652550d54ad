/** What the page says of Detect before the view is loaded. All other words stand in texts. */
export const PAGE_TEXTS = {
  name: 'Detect',
  title: 'Find pictures that are no digits: where the network is wrong, and by how much',
  /** What presenter mode shows one at a time. */
  scenes: [
    'The picture',
    { title: 'The score', level: 'course' },
    'Compared with digits',
    { title: 'The ROC curve', level: 'course' },
    { title: 'Which t', level: 'course' },
    'Hard cases',
    { title: 'One class left out', level: 'course' },
  ],

  space: 'in Detect: score the picture, compare it with digits; stop what runs',
  arrows: 'on the threshold of Detect: move it',
} as const;
