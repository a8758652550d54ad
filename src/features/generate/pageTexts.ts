/** What the page says of Generate before the view is loaded. All other words stand in texts. */
export const PAGE_TEXTS = {
  name: 'Generate',
  title: 'Many new digits at once, drawn by the network, to compare and to question',

  /** What presenter mode shows one at a time, by SCENES. */
  scenes: ['The pictures', 'The step in numbers', 'Between two noises', 'Is it copying?', 'How many steps?'],

  space:
    'in Generate: draw, cancel or continue; when all is done, draw new digits; in presenter mode it presses the button of the panel',
  arrows: 'in its grid: go from picture to picture; open one in the Timeline',
} as const;
