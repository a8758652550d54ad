/** What the page says of the Lab before the view is loaded. All other words stand in texts and mistakes. */
export const PAGE_TEXTS = {
  name: 'Lab',
  title: 'Rules that turn noise into data, right and wrong, to try out',
  space: 'in the Lab: stop what runs; go on, or begin what is not done; in Derivation: draw anew',

  /** Titles of the parts that presenter mode shows one at a time. */
  scenes: {
    ddpm: 'DDPM',
    ddpmBeta: 'DDPM, larger variance',
    ddim: 'DDIM',
    noNoise: 'No fresh noise',
    midStart: 'Start in the middle',
    additive: 'Additive noise',
    naiveAndTape: 'Predicted or recorded noise',
    naive: 'Predicted noise',
    tape: 'Recorded noise',
    /** By the id of the mistake. */
    mistakes: {
      reverse: 'A common mistake: the step back',
      'no-noise': 'A common mistake: no fresh noise',
      forward: 'A common mistake: the step towards noise',
      beta: 'A common mistake: what the network learns',
      loss: 'A common mistake: the loss',
      index: 'A common mistake: where t starts',
    },
    digitMistakes: {
      'digits-no-noise': 'A common mistake: no fresh noise',
      'digits-naive': 'A common mistake: the step back',
    },
    about: 'How to read this',
    exactStage: 'Exact and network',
    exactWeights: 'Its weights',
    exactEquation: 'Its equation',
    lossTrain: 'Loss on known digits',
    lossTest: 'Loss on new digits',
    samples: 'What it draws',
    terms: 'Each term',
    totals: 'The bound',
    term: 'One term',
    notice: 'What to notice',
    sum: 'Running sum',
    weights: 'Weights',
    derivation: {
      sum: 'Two steps are one',
      root: 'Why √(1 − β)',
      jump: 'Chain and closed form',
      posterior: 'The posterior',
      forms: 'Noise or picture',
      tweedie: 'Score and denoiser',
      terms: 'Terms of the bound',
    },
    bugs: {
      'bug-particles': 'On particles',
      'bug-digits': 'On digits',
      'bug-code': 'Which line',
    },
  },
} as const;
