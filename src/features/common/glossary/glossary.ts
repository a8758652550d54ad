/* eslint-disable max-lines -- one list of words, so that every view, the printed page and the lecture say the same */

/** What the page says of one of its words. */
export interface GlossaryEntry {
  /** Its heading: the word, and after a comma what it is. */
  readonly term: string;
  /** TeX. */
  readonly symbol?: string;
  /** Two sentences: what it is; why it matters, or what one sees here. Words stand for symbols. */
  readonly text: string;
  /** TeX. */
  readonly formula?: string;
  /** A link of this page that shows it, and what one sees there. */
  readonly see: { readonly link: string; readonly words: string };
  /** A part of another view that says more, with its element's id where the link does not lead there by itself. */
  readonly more?: { readonly link: string; readonly part?: string; readonly words: string };
  /** Paper and equation. */
  readonly source: string;
  /** A word of readers who want pictures only: it has neither symbol nor formula. */
  readonly level?: 'picture';
}

const THIS_PAGE = 'This page';

const HOW_MANY_STEPS = {
  link: '?view=generate',
  part: 'how-many-steps',
  words: 'the table “How many steps are enough?”',
};
const WITHOUT_FRESH_NOISE = {
  link: '?view=lab&card=no-noise',
  words: 'the Lab’s card “DDPM without fresh noise”',
};

/** The words of diffusion as this page uses them: x in [-1, 1], t from 0 to T = 1000, the linear schedule unless another is chosen. */
export const GLOSSARY = {
  xt: {
    term: 'x at t, the noisy picture',
    symbol: 'x_t',
    text: 'The picture after t of the thousand noising steps: part digit, part noise. At t = 0 it is the clean digit, and at t = 1000 only noise can be seen.',
    formula: String.raw`x_t = \htmlClass{signal}{\sqrt{\bar\alpha_t}}\,x_0 + \htmlClass{noise}{\sqrt{1-\bar\alpha_t}}\,\epsilon`,
    see: { link: '?t=320', words: 'a digit at t = 320, and the sum that makes it' },
    source: 'Ho et al. 2020, equation 4',
  },
  x0: {
    term: 'x zero, the clean picture',
    symbol: 'x_0',
    text: 'The picture before any noise: 28 by 28 pixels, from minus 1 for black to 1 for white. The way towards noise starts there, and the way towards data ends there.',
    formula: String.raw`x_0 \in [-1, 1]^{28 \times 28}`,
    see: { link: '?x0=test.12', words: 'a digit of the test set, without noise' },
    source: 'Ho et al. 2020, sections 2 and 3.3',
  },
  t: {
    term: 't, the number of the step',
    symbol: 't',
    text: 'It says how many noising steps lie between the clean digit and the picture that you see. The network is given this number, because it must know how much noise to expect.',
    formula: String.raw`t \in \{0, 1, \dots, T\}`,
    see: { link: '?t=500', words: 'the slider half-way, at t = 500' },
    source: 'Ho et al. 2020, section 2',
  },
  T: {
    term: 'T, the number of steps: why a thousand',
    symbol: 'T',
    text: 'Ho and colleagues chose 1,000 steps so small that each step back is nearly a bell curve (Gaussian), which a network can learn. It is a choice and not a law: fewer steps are often enough.',
    formula: String.raw`T = 1000`,
    see: {
      link: '?view=generate&ab=1&a.sampler=ddpm&a.steps=100&b.sampler=ddpm&b.steps=5',
      words: 'a hundred steps beside five, from the same noise',
    },
    more: HOW_MANY_STEPS,
    source: 'Ho et al. 2020, section 4; Sohl-Dickstein et al. 2015',
  },
  gaussian: {
    term: 'Gaussian noise, numbers from a bell curve',
    symbol: String.raw`\mathcal N(0, I)`,
    text: 'Every pixel gets a number of its own from the bell curve with mean 0 and variance 1. The histogram of a fully noised picture lies on that curve.',
    formula: String.raw`p(\epsilon_i) = \tfrac{1}{\sqrt{2\pi}}\,e^{-\epsilon_i^2/2}`,
    see: { link: '?t=1000', words: 'the histogram of the pixels on the bell curve' },
    source: 'Ho et al. 2020, equation 2',
  },
  epsilon: {
    term: 'epsilon, the noise',
    symbol: String.raw`\epsilon`,
    text: 'The noise that is mixed into the digit, one random number for each pixel. On the way towards noise the page knows it, and the network has to guess it.',
    formula: String.raw`\epsilon \sim \mathcal N(0, I)`,
    see: { link: '?t=400', words: 'digit and noise, each with its weight' },
    source: 'Ho et al. 2020, equation 9',
  },
  epsilonHat: {
    term: 'epsilon-hat, the noise that the network sees',
    symbol: String.raw`\hat\epsilon`,
    text: 'The network’s guess of the noise in a noisy picture. The page’s own network predicts v, which says the same in another way: noise, digit and v follow from each other.',
    formula: String.raw`\hat\epsilon = \sqrt{1-\bar\alpha_t}\,x_t + \sqrt{\bar\alpha_t}\,\hat v`,
    see: { link: '?t=400', words: 'the network’s view of a digit at t = 400' },
    source: 'Salimans & Ho 2022, section 4',
  },
  x0Hat: {
    term: 'x-zero-hat, the network’s guess of the digit',
    symbol: String.raw`\hat x_0`,
    text: 'The clean digit that the network expects behind the noisy picture. With much noise it is a blurred mean of many digits, and it sharpens as the noise goes.',
    formula: String.raw`\hat x_0 = \frac{x_t - \sqrt{1-\bar\alpha_t}\,\hat\epsilon}{\sqrt{\bar\alpha_t}}`,
    see: { link: '?t=700', words: 'the network’s blurred guess at t = 700' },
    source: 'Ho et al. 2020, equation 15',
  },
  z: {
    term: 'z, the fresh noise of a step back',
    symbol: 'z',
    text: 'New noise that DDPM adds after each step towards data, except the last. A step goes to the mean of the pictures that could have come before, and z gives back the spread that a mean has lost.',
    formula: String.raw`x_{t-1} = \tilde\mu_t(x_t, \hat x_0) + \sigma_t\,z`,
    see: { link: '?view=lab&at=900&seed=3&card=no-noise', words: 'the steps back without z' },
    source: 'Ho et al. 2020, algorithm 2',
  },
  beta: {
    term: 'beta, the noise that one step adds',
    symbol: String.raw`\beta_t`,
    text: 'The variance of the fresh noise in one step towards noise. It is a fixed list of numbers and not learned: here it grows in a line from 0.0001 to 0.02.',
    formula: String.raw`x_t = \sqrt{1-\beta_t}\,x_{t-1} + \sqrt{\beta_t}\,\epsilon`,
    see: { link: '?view=schedule&compare=linear,cosine', words: 'beta of two schedules, side by side' },
    source: 'Ho et al. 2020, equation 2',
  },
  alphaBar: {
    term: 'alpha-bar, the signal that is left',
    symbol: String.raw`\bar\alpha_t`,
    text: 'The squared weight that the digit still has in the noisy picture; the rest, up to 1, is noise. In the linear schedule it falls from 1 to almost 0 and passes one half at t = 260.',
    formula: String.raw`\bar\alpha_t = \prod_{s=1}^{t} (1-\beta_s)`,
    see: { link: '?t=260', words: 'equal weights of digit and noise, at t = 260' },
    source: 'Ho et al. 2020, equation 4',
  },
  snr: {
    term: 'SNR, the signal-to-noise ratio',
    text: 'How much signal there is for each part of noise, both as squared weights. Two processes with the same ratio show the same picture, up to a factor.',
    formula: String.raw`\mathrm{SNR}_t = \frac{\bar\alpha_t}{1-\bar\alpha_t}`,
    see: { link: '?t=260&plot=snr', words: 'the ratio over t, with 0 decibels at t = 260' },
    source: 'Kingma et al. 2021, section 3.1',
  },
  decibel: {
    term: 'decibel, a ratio on a logarithmic scale',
    symbol: String.raw`\mathrm{dB}`,
    text: 'A unit for ratios: 0 decibels means that both are equal, and every 10 decibels more mean ten times as much. It keeps very large and very small ratios in one picture.',
    formula: String.raw`10\,\log_{10} \mathrm{SNR}_t`,
    see: { link: '?t=500&plot=snr', words: 'signal and noise in decibels at t = 500' },
    source: 'A general unit, used for SNR and PSNR',
  },
  schedule: {
    term: 'schedule, how fast the noise grows',
    text: 'The list of all betas, one for each step. It decides at which t the digit is lost, and whether anything of it remains at the end.',
    formula: String.raw`\beta_t = \beta_1 + \tfrac{t-1}{T-1}(\beta_T - \beta_1)`,
    see: {
      link: '?view=schedule&compare=linear,cosine,sigmoid',
      words: 'three schedules and the same digit under each',
    },
    source: 'Ho et al. 2020, section 4; Nichol & Dhariwal 2021, equation 17',
  },
  forward: {
    term: 'forward, the way towards noise',
    text: 'The digit is mixed with more and more noise until nothing of it can be seen. Nothing is learned for this: it is a formula, so the slider answers at once.',
    see: { link: '?t=250', words: 'a digit on its way, half gone' },
    source: 'Ho et al. 2020, section 2',
    level: 'picture',
  },
  reverse: {
    term: 'reverse, the way towards data',
    text: 'Starting from pure noise, the network takes away a little noise at each step until a digit stands there. It copies no digit that you chose, so usually another one appears than the one you dissolved.',
    see: {
      link: '?mode=reverse&sampler=ddim&steps=50&class=3&seed=5',
      words: 'the network draws a 3 from noise',
    },
    source: 'Ho et al. 2020, algorithm 2',
    level: 'picture',
  },
  chain: {
    term: 'chain, a fresh noise at each step',
    text: 'The noisy pictures are made one after the other, each from the one before with new noise. Neighbours look alike, but pictures far apart share less and less of their noise.',
    formula: String.raw`q(x_t \mid x_{t-1}) = \mathcal N(\sqrt{1-\beta_t}\,x_{t-1},\ \beta_t I)`,
    see: { link: '?noise=chain&t=150', words: 'the chain at t = 150' },
    source: 'Ho et al. 2020, equation 2',
  },
  closedForm: {
    term: 'closed form, any t in one step',
    text: 'The noisy picture at any t can be made from the clean digit at once, with one noise for all t. At each t it has the same distribution as the chain, which adds noise step by step; training uses it because it is fast.',
    formula: String.raw`q(x_t \mid x_0) = \mathcal N\big(\htmlClass{signal}{\sqrt{\bar\alpha_t}}\,x_0,\ \htmlClass{noise}{(1-\bar\alpha_t)}\,I\big)`,
    see: { link: '?noise=closed&t=150', words: 'one noise for every t, at t = 150' },
    source: 'Ho et al. 2020, equation 4',
  },
  posterior: {
    term: 'posterior, the step back if the digit were known',
    symbol: String.raw`q(x_{t-1} \mid x_t, x_0)`,
    text: 'The distribution of the picture one step earlier, given the noisy picture and the clean digit. It is a bell curve with known mean and variance, and DDPM puts the network’s guess in the digit’s place.',
    formula: String.raw`\tilde\mu_t = \frac{\sqrt{\bar\alpha_{t-1}}\,\beta_t}{1-\bar\alpha_t}\,x_0 + \frac{\sqrt{1-\beta_t}\,(1-\bar\alpha_{t-1})}{1-\bar\alpha_t}\,x_t`,
    see: {
      link: '?mode=reverse&steps=100&class=3&t=500',
      words: 'the equation of a step back with its numbers',
    },
    source: 'Ho et al. 2020, equations 6 and 7',
  },
  sampler: {
    term: 'sampler, the rule of the steps back',
    text: 'It says how the next picture is made from the noisy one and the network’s guess. The network stays the same, and only the rule and the number of steps change.',
    see: {
      link: '?view=generate&ab=1&a.sampler=ddim&a.steps=50&b.sampler=ddpm&b.steps=50',
      words: 'two samplers from the same noise',
    },
    source: 'Song, Meng & Ermon 2021, section 4',
    level: 'picture',
  },
  ddpm: {
    term: 'DDPM, many steps with fresh noise',
    text: 'The denoising diffusion probabilistic model of Ho and colleagues: guess the digit, go a small step towards it, and add fresh noise. The guess is a mean of all digits that fit, so by this rule, without fresh noise, all samples would run together to one picture.',
    formula: String.raw`x_{t-1} = \tilde\mu_t(x_t, \hat x_0) + \sqrt{\tilde\beta_t}\,z`,
    see: { link: '?mode=reverse&steps=1000&class=3&seed=5', words: 'a 3 in all 1,000 steps' },
    more: WITHOUT_FRESH_NOISE,
    source: 'Ho et al. 2020, algorithm 2',
  },
  ddim: {
    term: 'DDIM, few steps without fresh noise',
    text: 'A rule that uses the same network but keeps the noise that it sees, so samples stay apart without any fresh noise. Ten to fifty steps are enough here, and the first noise alone decides the digit.',
    formula: String.raw`x_{s} = \sqrt{\bar\alpha_{s}}\,\hat x_0 + \sqrt{1-\bar\alpha_{s}}\,\hat\epsilon,\quad s < t`,
    see: { link: '?mode=reverse&sampler=ddim&steps=50&class=8', words: 'an 8 in 50 steps' },
    source: 'Song, Meng & Ermon 2021, equation 12',
  },
  heun: {
    term: 'Heun, a step that looks twice',
    text: 'A rule without fresh noise that tries a step, looks again at its end, and then takes the step by the mean of both looks. It costs two calls of the network a step, and each step may be longer.',
    formula: String.raw`\bar x_s = \bar x_t + (\sigma_s - \sigma_t)\,\tfrac{1}{2}\,(\hat\epsilon_t + \hat\epsilon_s),\quad \bar x = x / \sqrt{\bar\alpha}`,
    see: { link: '?mode=reverse&sampler=heun&steps=10&class=8', words: 'an 8 in ten steps, nineteen calls' },
    more: HOW_MANY_STEPS,
    source: 'Karras et al. 2022, algorithm 1',
  },
  'dpmpp-2m': {
    term: 'DPM-Solver++ (2M), a step that remembers',
    text: 'A rule without fresh noise that follows the line through the last two guesses of the digit. It costs one call of the network a step, as DDIM does, and needs fewer steps.',
    formula: String.raw`x_s = \tfrac{\sqrt{1-\bar\alpha_s}}{\sqrt{1-\bar\alpha_t}}\,x_t + \sqrt{\bar\alpha_s}\,(1-e^{-h})\,\bigl(\hat x_0 + \tfrac{1}{2r}(\hat x_0 - \hat x_0')\bigr)`,
    see: { link: '?mode=reverse&sampler=dpmpp-2m&steps=10&class=8', words: 'an 8 in ten steps' },
    more: HOW_MANY_STEPS,
    source: 'Lu et al. 2022, DPM-Solver++, algorithm 2',
  },
  eta: {
    term: 'eta, the share of fresh noise',
    symbol: String.raw`\eta`,
    text: 'A number from 0 to 1 that says how much fresh noise a step of DDIM adds. With 0 there is none, and with 1 the rule is that of DDPM.',
    formula: String.raw`\sigma_t = \eta\,\sqrt{\frac{1-\bar\alpha_{s}}{1-\bar\alpha_t}}\,\sqrt{1-\frac{\bar\alpha_t}{\bar\alpha_{s}}},\quad s < t`,
    see: {
      link: '?view=generate&ab=1&a.eta=0&b.eta=1&b.steps=25',
      words: 'no fresh noise beside all of it',
    },
    source: 'Song, Meng & Ermon 2021, equation 16',
  },
  steps: {
    term: 'steps, how often the network is asked',
    text: 'The number of stops between noise and digit; at each one the network looks at the picture again. More steps take longer, and fewer are often enough.',
    see: {
      link: '?view=generate&ab=1&a.steps=50&b.steps=5',
      words: 'fifty steps beside five, from the same noise',
    },
    more: HOW_MANY_STEPS,
    source: 'Song, Meng & Ermon 2021, section 4.2',
    level: 'picture',
  },
  class: {
    term: 'class, which digit is asked for',
    text: 'One of the ten kinds of digits, 0 to 9. The network is told the class at each step, so you can ask it for a 3.',
    see: { link: '?view=generate&a.class=3&count=20&firstseed=7', words: 'twenty different 3s' },
    source: 'Ho & Salimans 2022, section 3',
    level: 'picture',
  },
  nullClass: {
    term: 'null class, no digit is asked for',
    symbol: String.raw`\varnothing`,
    text: 'A class of its own that means “any digit”; one training picture in ten had it in place of its label. Guidance needs it, because it compares the answers with the class and without.',
    formula: String.raw`\hat\epsilon(x_t, t, \varnothing)`,
    see: { link: '?view=generate&a.class=10&count=20', words: 'twenty digits of any class' },
    source: 'Ho & Salimans 2022, algorithm 1',
  },
  guidance: {
    term: 'guidance, how strongly the class counts',
    symbol: 'w',
    text: 'The network is asked twice, with the class and without it, and the difference is exaggerated. A larger weight gives clearer digits that look more alike and have thicker strokes.',
    formula: String.raw`(1 + w)\,\hat\epsilon(x_t, t, c) - w\,\hat\epsilon(x_t, t, \varnothing)`,
    see: {
      link: '?view=generate&ab=1&a.class=8&a.w=0&b.class=8&b.steps=25&b.w=2',
      words: '8s without guidance and with it',
    },
    source: 'Ho & Salimans 2022, equation 6',
  },
  seed: {
    term: 'seed, the number that all noise follows from',
    text: 'A whole number from which the page computes every random number. The same seed gives the same picture, today and on another computer; another seed gives another one.',
    see: { link: '?view=generate&a.class=3&firstseed=7', words: '3s that begin with seed 7' },
    source: 'Jarzynski & Olano 2020 (the hash behind it)',
    level: 'picture',
  },
  tries: {
    term: 'tries, several ways back from one picture',
    text: 'The network brings the same noisy picture back several times, each time with other fresh noise where the sampler adds any. If all tries agree, the picture still held the digit; if they differ, the noise decided.',
    see: { link: '?mode=denoise&from=500&tries=6', words: 'six ways back from t = 500' },
    source: THIS_PAGE,
    level: 'picture',
  },
  network: {
    term: 'network, the part that has learned',
    text: 'A function with many adjustable numbers, its weights, that takes a noisy picture and t and estimates the noise. The page’s own network is already trained (pretrained): it learned from 60,000 digits.',
    see: { link: '?t=400', words: 'what the network makes of a noisy digit' },
    source: 'Ho et al. 2020, section 3.2',
    level: 'picture',
  },
  uNet: {
    term: 'U-Net, the shape of the network',
    text: 'A network that looks at the picture at full size, makes it smaller, and enlarges it again, with shortcuts between equal sizes. So it sees the whole digit and single pixels; the page’s own network has 0.94 million weights.',
    see: { link: '?view=train&net=shipped', words: 'the networks that can be trained here' },
    source: 'Ronneberger, Fischer & Brox 2015; Ho et al. 2020, appendix B',
    level: 'picture',
  },
  v: {
    term: 'v, the velocity',
    symbol: 'v',
    text: 'A mixture of noise and digit, which the page’s own network predicts. The noise and the digit both follow from it without a division, so errors stay small at every t.',
    formula: String.raw`v = \sqrt{\bar\alpha_t}\,\epsilon - \sqrt{1-\bar\alpha_t}\,x_0`,
    see: { link: '?view=train&output=v', words: 'the choice of what a network predicts' },
    source: 'Salimans & Ho 2022, section 4',
  },
  loss: {
    term: 'loss, how wrong the network is',
    symbol: 'L',
    text: 'The mean squared difference between the true noise and the network’s guess. Training makes it smaller; a network that always says zero has a loss of 1.',
    formula: String.raw`L_{\mathrm{simple}} = \mathbb E\,\lVert \epsilon - \hat\epsilon(x_t, t) \rVert^2`,
    see: { link: '?view=train', words: 'the loss of a network that learns in this tab' },
    source: 'Ho et al. 2020, equation 14',
  },
  heldOut: {
    term: 'held-out loss, the error on unseen digits',
    text: 'The loss on test digits that the network never learns from. If it rises while the training loss falls, the network learns its digits by heart.',
    see: { link: '?view=train&digits=1000', words: 'a training on only 1,000 digits' },
    source: 'Goodfellow, Bengio & Courville 2016, section 5.3',
    level: 'picture',
  },
  ema: {
    term: 'EMA, the average of the weights',
    symbol: String.raw`\bar\theta`,
    text: 'An exponential moving average of the network’s weights over the last updates. The weights jump about while they learn, and their average draws better digits.',
    formula: String.raw`\bar\theta \leftarrow d\,\bar\theta + (1-d)\,\theta`,
    see: { link: '?view=train&ema=0', words: 'a training without the average' },
    source: 'Ho et al. 2020, appendix B',
  },
  batch: {
    term: 'batch, the digits of one update',
    text: 'The digits that the network looks at before it changes its weights once. More digits give a steadier direction, and each update takes longer.',
    see: { link: '?view=train&batch=64', words: 'a training with 64 digits in a batch' },
    source: 'Goodfellow, Bengio & Courville 2016, section 8.1.3',
    level: 'picture',
  },
  update: {
    term: 'update, one change of the weights',
    text: 'One round of training: a batch of digits, noise, the network’s guess, its error, and a small change of all weights. The page counts updates, because “step” already means a step through the noise.',
    see: { link: '?view=train&updates=2000', words: 'a training of 2,000 updates' },
    source: 'Ho et al. 2020, algorithm 1',
    level: 'picture',
  },
  live: {
    term: 'live, computed now by the network',
    text: 'This badge means that the network named beside it computes the picture in your browser, at this moment. Nothing was prepared, so another device may take longer but shows the same digit.',
    see: {
      link: '?mode=reverse&sampler=ddim&steps=50&class=3&seed=5',
      words: 'a 3 that the network draws now',
    },
    source: THIS_PAGE,
    level: 'picture',
  },
  exact: {
    term: 'exact, computed from a formula',
    text: 'This badge means that a formula gives the picture or the number, and no network takes part. What it shows is right up to rounding.',
    see: { link: '?t=320', words: 'the panels of beta and alpha-bar' },
    source: THIS_PAGE,
    level: 'picture',
  },
  stored: {
    term: 'stored, read from a file',
    text: 'This badge means that the picture comes from a file, such as a digit of the data set. The origin stands beside it, so you can look it up.',
    see: { link: '?x0=test.12', words: 'a stored digit of the test set' },
    source: THIS_PAGE,
    level: 'picture',
  },
  backend: {
    term: 'backend, what computes in your device',
    text: 'The part of the browser that does the network’s arithmetic: WebGPU on the graphics card, WebGL, or WebAssembly on the processor. The badge at the top names it; the pictures agree, and only the speed differs much.',
    see: { link: '?mode=reverse&sampler=ddim&steps=50&class=8', words: 'a run, with its speed' },
    source: 'TensorFlow.js: Smilkov et al. 2019',
    level: 'picture',
  },
  bound: {
    term: 'likelihood bound, how surprised a model is at most',
    symbol: String.raw`-\log p(x_0)`,
    text: 'A model cannot say exactly how likely a digit is, but a sum over all steps gives an upper limit of its surprise. A lower sum means a better model of the data.',
    formula: String.raw`-\log p(x_0) \le L_T + \sum_{t>1} L_{t-1} + L_0`,
    see: { link: '?view=lab&lab=bound&testdigits=100', words: 'the bound on test digits, term by term' },
    source: 'Ho et al. 2020, equation 5',
  },
  kl: {
    term: 'KL divergence, how far two distributions differ',
    symbol: String.raw`D_{\mathrm{KL}}`,
    text: 'The extra bits one needs if one expects the second distribution and the first is true. For bell curves it is a short formula, so each step of the bound has one.',
    formula: String.raw`D_{\mathrm{KL}}(q \parallel p) = \mathbb E_q\!\left[\log \frac{q(x)}{p(x)}\right]`,
    see: {
      link: '?view=lab&lab=bound&testdigits=20',
      words: 'one divergence for each step of the bound',
    },
    source: 'Kullback & Leibler 1951; Ho et al. 2020, equation 5',
  },
  bitsPerDimension: {
    term: 'bits per dimension, the price of a pixel',
    text: 'How many bits a model needs, on average, to store one pixel of a digit it has never seen. Without any knowledge a pixel costs 8 bits, so less is better.',
    formula: String.raw`\frac{-\log_2 p(x_0)}{28 \times 28}`,
    see: {
      link: '?view=lab&lab=bound&testdigits=100&variance=beta',
      words: 'the bits of test digits, with their error',
    },
    source: 'Ho et al. 2020, section 4.3',
  },
  sigma: {
    term: 'sigma, the noise level',
    symbol: String.raw`\sigma`,
    text: 'The standard deviation of the noise in a picture, where black and white are 2 apart. Edit estimates it from the picture and starts at the t that has as much noise.',
    formula: String.raw`\sigma^2 = \frac{1-\bar\alpha_t}{\bar\alpha_t}`,
    see: { link: '?view=edit&x0=test.12&sigma=0.8', words: 'a digit with white noise, brought back' },
    source: 'Donoho & Johnstone 1994 (the estimate)',
  },
  psnr: {
    term: 'PSNR, how near two pictures are',
    text: 'The mean squared difference of two pictures, in decibels below the difference of black and white. More is better, and for equal pictures it is infinite.',
    formula: String.raw`10\,\log_{10}\frac{2^2}{\mathrm{MSE}}`,
    see: { link: '?view=edit&x0=test.12&sigma=0.5', words: 'a repaired digit and its decibels' },
    source: 'Horé & Ziou 2010',
  },
  ssim: {
    term: 'SSIM, how alike the structure of two pictures is',
    text: 'It compares brightness, contrast and pattern in small windows of two pictures. Equal pictures have 1, and unrelated ones have about 0.',
    formula: String.raw`\frac{(2\mu_x\mu_y + c_1)(2\sigma_{xy} + c_2)}{(\mu_x^2 + \mu_y^2 + c_1)(\sigma_x^2 + \sigma_y^2 + c_2)}`,
    see: { link: '?view=edit&x0=test.12&damage=blur', words: 'a blurred digit, brought back' },
    source: 'Wang et al. 2004, equation 13',
  },
  kid: {
    term: 'KID, how far samples are from real digits',
    text: 'A distance between two sets of pictures, computed from features that another network sees in them. It is 0 on average if both sets have the same distribution, so less is better.',
    formula: String.raw`k(x, y) = \left(\tfrac{1}{d}\,x^{\mathsf T} y + 1\right)^3`,
    see: { link: '?view=generate&judged=50', words: 'samplers judged, quality against time' },
    source: 'Bińkowski et al. 2018, section 4',
  },
  residual: {
    term: 'residual, where the network disagrees',
    symbol: String.raw`\hat x_0 - x_0`,
    text: 'The network’s guess minus the picture itself, pixel by pixel. Gold marks places where the network would have more ink, and blue marks places where it would have less.',
    formula: String.raw`\hat x_0 - x_0 = \sqrt{\tfrac{1-\bar\alpha_t}{\bar\alpha_t}}\,(\epsilon - \hat\epsilon)`,
    see: { link: '?view=detect&detectt=300', words: 'the residual of a digit at t = 300' },
    source: 'Wyatt et al. 2022; Ho et al. 2020, equation 15',
  },
  anomalyScore: {
    term: 'anomaly score, how unusual a picture is',
    text: 'The network’s error on a picture, compared with its error on digits that have as much outline. It counts standard deviations: near 0 is usual, and 2 or more is rare for a digit.',
    formula: String.raw`\frac{\log s - \bigl(a + b\,\log(1 + \ell)\bigr)}{\text{standard deviation}}`,
    see: { link: '?view=detect&against=mirrored&scored=80', words: 'digits against mirrored digits' },
    source: 'Serrà et al. 2020; Wyatt et al. 2022',
  },
  threshold: {
    term: 'threshold, the score from which a picture counts as unusual',
    text: 'A picture whose score is as high as this, or higher, is called anomalous. A lower threshold finds more of the unusual pictures, and calls more real digits unusual.',
    see: { link: '?view=detect&threshold=1.5', words: 'the threshold at 1.5' },
    source: 'Fawcett 2006',
    level: 'picture',
  },
  roc: {
    term: 'ROC, all thresholds in one curve',
    text: 'For every threshold: the share of unusual pictures that are found, over the share of digits that are wrongly called unusual. A good score has a curve near the upper left corner.',
    formula: String.raw`\bigl(\mathrm{FPR}(\theta),\ \mathrm{TPR}(\theta)\bigr)`,
    see: { link: '?view=detect&against=fashion&scored=40', words: 'the curve of clothes against digits' },
    source: 'Fawcett 2006',
  },
  auc: {
    term: 'AUC, the area under the ROC curve',
    text: 'The share of pairs, a digit and another picture, in which the other one has the higher score. One half is chance, and 1 means that the score always tells them apart.',
    formula: String.raw`P(s_{\text{other}} > s_{\text{digit}})`,
    see: { link: '?view=detect&against=mirrored&scored=80', words: 'the area for mirrored digits' },
    source: 'Hanley & McNeil 1982; DeLong et al. 1988 (its interval)',
  },
  inpainting: {
    term: 'inpainting, filling a hole',
    text: 'A part of the picture is taken away, and the network draws it anew so that it fits the rest. At every step the known pixels are put back with the noise of that step.',
    see: {
      link: '?view=edit&edit=inpaint&mask=left&edit.class=3',
      words: 'the left half of a digit, filled in as a 3',
    },
    source: 'RePaint: Lugmayr et al. 2022, algorithm 1',
    level: 'picture',
  },
  restyle: {
    term: 'restyle, from a scribble to a digit',
    text: 'A picture is noised only part of the way, and the network brings it back. Little noise keeps your drawing, and much noise gives a cleaner digit that is less yours.',
    see: { link: '?view=edit&edit=restyle&strength=500', words: 'a picture restyled from t = 500' },
    source: 'SDEdit: Meng et al. 2022, section 3',
    level: 'picture',
  },
  inversion: {
    term: 'inversion, finding the noise of a digit',
    text: 'DDIM without fresh noise can be run backwards, from a digit to the noise that leads to it. From that noise the network draws the same digit again, or another class in the same hand.',
    formula: String.raw`x_{s} = \sqrt{\bar\alpha_{s}}\,\hat x_0 + \sqrt{1-\bar\alpha_{s}}\,\hat\epsilon,\quad s > t`,
    see: { link: '?view=edit&edit=change', words: 'a digit written anew as each of the ten' },
    source: 'Song, Meng & Ermon 2021, section 4.3',
  },
  exactDenoiser: {
    term: 'exact denoiser, the best guess from known digits',
    symbol: String.raw`\mathbb E[x_0 \mid x_t]`,
    text: 'The mean of all training digits, each weighted by how well it explains the noisy picture. No network has a lower loss on these digits, but what it draws are copies of them.',
    formula: String.raw`\frac{\sum_i x_i\,q(x_t \mid x_i)}{\sum_i q(x_t \mid x_i)}`,
    see: { link: '?view=lab&lab=exact&at=500', words: 'the exact denoiser beside the network' },
    source: 'Karras et al. 2022, appendix B.3',
  },
  score: {
    term: 'score, where the density grows fastest',
    symbol: String.raw`\nabla_x \log p_t(x)`,
    text: 'The direction in which noisy points become more likely, and how steeply. A network that sees the noise knows the score as well: it is the opposite of that noise, divided by its standard deviation.',
    formula: String.raw`\nabla_x \log p_t(x) = -\frac{\hat\epsilon(x, t)}{\sqrt{1-\bar\alpha_t}}`,
    see: { link: '?view=plane&plane.t=250', words: 'the score of a mixture, as arrows' },
    source: 'Song et al. 2021, Score-Based Generative Modeling, section 3; Vincent 2011',
  },
  probabilityFlow: {
    term: 'probability-flow ODE, the way back without chance',
    text: 'A flow without random steps whose points have the same distribution at every t as the noised data. Its simplest steps are those of DDIM, so the same noise always leads to the same picture.',
    formula: String.raw`\frac{d\bar x}{d\sigma} = \hat\epsilon(\bar x, \sigma),\quad \bar x = \frac{x_t}{\sqrt{\bar\alpha_t}}`,
    see: { link: '?view=plane&plane=back&plane.t=300', words: 'the flow beside DDPM, from the same noise' },
    source: 'Song et al. 2021, Score-Based Generative Modeling, equation 13',
  },
  sde: {
    term: 'reverse SDE, the way back with chance',
    text: 'Many tiny steps towards data, each followed by a little fresh noise. How much noise there is may be chosen freely: paths change with it, and the distribution stays.',
    formula: String.raw`d\bar x = (1+g^2)\,\hat\epsilon\,d\sigma + g\sqrt{2\sigma}\,d\bar w`,
    see: {
      link: '?view=plane&plane=back&b.way=sde&b.n=400&plane.t=0',
      words: 'the reverse SDE beside the flow',
    },
    source: 'Anderson 1982; Song et al. 2021, equation 6; Karras et al. 2022, equation 6',
  },
  fokkerPlanck: {
    term: 'Fokker–Planck equation, how a density moves',
    text: 'It says how the density of all points changes while each point moves and is disturbed. Solving it on a grid needs no particles, which is possible in the plane and not for pictures.',
    formula: String.raw`\frac{\partial p}{\partial \tau} = \tfrac12\,\nabla\cdot(x\,p + \nabla p),\quad \tau = -\log \bar\alpha_t`,
    see: { link: '?view=plane&density=equation&particles=0', words: 'the equation solved on a grid' },
    source: 'Risken 1989, The Fokker–Planck Equation',
  },
  flowMatching: {
    term: 'flow matching, learning the mean of straight paths',
    text: 'Each point goes straight to its own noise, and a network learns the mean velocity of all that pass a place. Following this mean back from noise leads to data, and paths never cross.',
    formula: String.raw`u(x, s) = \mathbb E[\epsilon - x_0 \mid (1-s)\,x_0 + s\,\epsilon = x]`,
    see: { link: '?view=plane&plane=paths&plane.t=400', words: 'straight paths beside their mean' },
    source: 'Lipman et al. 2023; Liu et al. 2023',
  },
  changeOfVariables: {
    term: 'change of variables, log p along a path',
    text: 'Where a flow spreads out, the density of what flows falls; where it is squeezed, the density grows. Adding this up along a path gives the likelihood of the point where it starts.',
    formula: String.raw`\frac{d \log p(x_t)}{dt} = -\nabla\cdot f(x_t, t)`,
    see: { link: '?view=plane&plane=likelihood&plane.t=200', words: 'log p along the path of a point' },
    source: 'Chen et al. 2018, Neural Ordinary Differential Equations, theorem 1',
  },
  heatEquation: {
    term: 'heat equation, what noise does to a density',
    text: 'Adding Gaussian noise to points blurs their density just as heat spreads in metal. Running the equation backwards soon fails: the finer a wave, the faster its rounding error grows.',
    formula: String.raw`\frac{\partial p}{\partial s} = \tfrac12\,\Delta p,\quad s = \sigma^2`,
    see: { link: '?view=plane&plane=heat&plane.t=30', words: 'the equation run backwards' },
    source: 'Higham, Higham & Grindrod, SIAM Review 67(3), 607–623',
  },
  tweedie: {
    term: 'Tweedie’s formula, from the score to the clean picture',
    symbol: String.raw`\mathbb E[x_0 \mid x_t]`,
    text: 'The mean of all clean pictures that fit a noisy one follows from the slope of the logarithm of its density. So whoever knows that slope has a denoiser, and the other way round.',
    formula: String.raw`\mathbb E[x_0\mid x_t] = \frac{x_t + (1-\bar\alpha_t)\,\nabla\log p(x_t)}{\sqrt{\bar\alpha_t}}`,
    see: { link: '?view=lab&lab=derivation&at=700', words: 'the formula on a line of numbers' },
    source: 'Robbins 1956; Efron 2011',
  },
  ksDistance: {
    term: 'Kolmogorov–Smirnov distance, how far apart two samples are',
    text: 'Count for each number which share of either sample lies below it: the distance is the largest difference of the two shares. Samples of one law stay below a known limit in 95 of 100 draws.',
    formula: String.raw`D = \sup_x\,\lvert F_1(x) - F_2(x)\rvert`,
    see: { link: '?view=lab&lab=derivation&at=400', words: 'the distance of two ways to draw' },
    source: 'Smirnov 1948',
  },
  energyDistance: {
    term: 'energy distance, how far apart two sets of points are',
    text: 'How much farther points of one set lie from the other set than points of one set lie from each other. It is 0 for equal distributions, but two independent draws of the same one never quite reach it.',
    formula: String.raw`2\,\mathbb E|a - b| - \mathbb E|a - a'| - \mathbb E|b - b'|`,
    see: { link: '?view=plane&plane=back&plane.t=0', words: 'the distance of two ways to the data' },
    source: 'Székely & Rizzo 2013',
  },
  mnist: {
    term: 'MNIST, the handwritten digits',
    text: 'A set of 70,000 scanned digits: 60,000 to learn from (train) and 10,000 to test with. “MNIST train #7” is number 7 of those to learn from, counted from 0.',
    see: { link: '?x0=train.7', words: 'number 7 of the training digits, counted from 0' },
    source: 'LeCun, Bottou, Bengio & Haffner 1998',
    level: 'picture',
  },
} as const satisfies Record<string, GlossaryEntry>;

export type TermName = keyof typeof GLOSSARY;

export const termEntry = (name: TermName): GlossaryEntry => GLOSSARY[name];

/** The word of an entry alone, without what it is. */
export const shortOf = ({ term }: Pick<GlossaryEntry, 'term'>): string => term.split(',')[0];
export const shortTerm = (name: TermName): string => shortOf(GLOSSARY[name]);

const inOrder = (name: TermName): string => shortTerm(name).toLowerCase();

/** All names, in the order of their words. */
export const TERM_NAMES = (Object.keys(GLOSSARY) as TermName[]).sort((a, b) =>
  inOrder(a) < inOrder(b) ? -1 : 1,
);
