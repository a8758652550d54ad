import type { ChapterText } from '../chapter';

export const loss: ChapterText = {
  title: 'The loss falls slowly. Why do the pictures get better?',
  outcome: 'You can say where in t the loss stands, and why its mean hides what the pictures gain.',
  steps: {
    film: {
      words:
        'A small network learns in this tab. Down: more updates. To the right: from noise to digit. Every row begins with the same noise.',
      note: 'The first row is the untrained network. If nothing has been trained here yet, a training begins now; it goes on while you talk.',
    },
    'flat-loss': {
      question:
        'After 300 updates the loss falls slowly. These are the digits of update 300. What will the network draw after 1,000?',
      answers: {
        a: {
          text: 'Digits like these: the loss falls too slowly',
          reply:
            'Compare the two rows. The loss falls by a quarter to a third only: most of it comes from noise that decides nothing.',
        },
        b: {
          text: 'Worse ones: it learns its digits by heart',
          reply: 'Then the loss on held-out digits would rise. It falls.',
        },
        c: {
          text: 'Clearly better ones',
          reply: 'Yes. The mean over all t hides where the network improved: see the next step.',
        },
        d: {
          text: 'Perfect ones: a loss that falls slowly means that it is done',
          reply:
            'Slow does not mean done. The page’s own network has had 110,000 updates, and 99 of 100 of its digits are read correctly.',
        },
      },
      note: 'Count the digits that the class can read, before and after. If the training is not there yet, the film goes on as it comes.',
    },
    'by-noise': {
      words:
        'Where is the loss? Nearly half of it stands at t up to 100, where only grey levels are at stake. Above 500, where digits are decided, hardly any. The bars are logarithmic.',
      note: 'The page’s own network, on held-out digits: 43 % up to t = 100 and 5 % above 500. At small t no network gets to 0.',
    },
    floor: {
      words:
        'How low can it go? The exact denoiser, measured on the very digits that it knows. Below its line there is nothing to learn.',
      note: 'A floor for these digits only. On digits that it does not know it is no floor: the chapter on copying comes back to that.',
    },
    averaged: {
      words:
        'One training, two sets of weights: the newest, and the average of the last 100 updates. Their errors are imitated here. Use other noise a few times: which share on the right keeps still?',
      note: 'All networks of this page sample with averaged weights (EMA). With digits: train one with the weight average 0, one with 0.995, and compare.',
    },
  },
};
