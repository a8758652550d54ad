import type { ChapterText } from '../chapter';

export const steps: ChapterText = {
  title: 'Why 1,000 steps, and may I take 50?',
  outcome: 'You can say what must be trained again for other steps, betas or samplers, and what not.',
  steps: {
    'two-schedules': {
      words:
        'A schedule says how fast the digit goes. Noise has half of the squared weight at t = 260 with “linear”, and at t = 497 with “cosine”.',
      note: '1,000 is a habit. T has to be large enough that a step back is nearly Gaussian, and that the end is noise.',
    },
    'same-betas': {
      question:
        'Somebody changes T from 1,000 to 100, leaves the betas at 0.0001 … 0.02, and trains. The samples are bad. Why?',
      answers: {
        a: {
          text: '100 steps are too few',
          reply: 'In the next step 100 steps are enough, with betas that fit.',
        },
        b: {
          text: 'The end still holds the digit',
          reply:
            'Yes: with the weight 0.60, as at the end of “by hand”. But sampling starts from pure noise, which the network never saw there.',
        },
        c: {
          text: 'The noise is too strong now',
          reply: 'It is too weak: the sum of the betas fell from 10.05 to 1.005.',
        },
        d: {
          text: 'The network is too small',
          reply: 'No size helps with a start that never occurs in training.',
        },
      },
      note: '“By hand” are 1,000 steps that end as those 100 would: ᾱ = 0.37 in the place of 0.36. The very program runs in the Lab: “Real bugs”, “Fewer times, the old betas”.',
    },
    'ten-at-once': {
      words:
        'Again 100 steps, but each does the work of ten. At t = 100 the picture is noise, as it must be, and the same network draws.',
      note: 'β′ = 1 − (1 − β)^(1000/T). The network is told the t at which it saw as much noise in training.',
    },
    'train-again': {
      question:
        'The network was trained with T = 1000. Here it draws by DDPM in 250 steps. To draw in 25 DDIM steps, what must be trained again?',
      answers: {
        a: {
          text: 'Everything, with T = 25',
          reply: 'Training draws one t for each picture. It knows no sampler.',
        },
        b: {
          text: 'The last layer',
          reply: 'No layer knows the number of steps; the network is told t.',
        },
        c: {
          text: 'Nothing',
          reply: 'Yes. Both ask the same question at some of the 1,000 t: which noise is in this picture?',
        },
        d: {
          text: 'Nothing, but DDIM needs betas of its own',
          reply: 'DDIM uses the same ᾱ, at 25 of its entries.',
        },
      },
      note: 'Do not compare A and B picture by picture: DDPM adds noise of its own.',
    },
    eta: {
      words:
        'η says how much fresh noise a step gets. With 0 the start decides all. With 1 it is DDPM, on the same 50 steps.',
      note: 'σ = η √β̃, with β̃ of the jump. “The step in numbers” shows it below.',
    },
    'your-price': {
      words:
        'How many steps are enough? The page measures on this machine: seconds, right digits, shape and grain, against the number of steps. Choose your price.',
      note: 'It takes minutes without a GPU; the quickest samplers come first. It may run on while you talk.',
    },
  },
};
