import type { PlanePart } from '../../state/link/fields/plane';

interface Equation {
  readonly tex: string;
  /** Paper and equation. */
  readonly source: string;
}

const SCORE: Equation = {
  tex: String.raw`\nabla \log p_t(x) = \sum_i w_i(x)\,\frac{\sqrt{\bar\alpha_t}\,\mu_i - x}{v_i},\quad v_i = \bar\alpha_t s_i^2 + 1 - \bar\alpha_t`,
  source: 'wᵢ(x): the share of component i in the density at x. A mixture stays a mixture.',
};
const TWEEDIE: Equation = {
  tex: String.raw`\hat x_0 = \frac{x + (1 - \bar\alpha_t)\,\nabla \log p_t(x)}{\sqrt{\bar\alpha_t}},\quad \hat\epsilon = -\sqrt{1-\bar\alpha_t}\,\nabla \log p_t(x)`,
  source: 'Tweedie’s formula (Robbins 1956); denoising score matching: Vincent 2011',
};
const FLOW: Equation = {
  tex: String.raw`\frac{d\bar x}{d\sigma} = \hat\epsilon(\bar x, \sigma),\quad \bar x = \frac{x_t}{\sqrt{\bar\alpha_t}},\ \sigma = \sqrt{\tfrac{1-\bar\alpha_t}{\bar\alpha_t}}`,
  source:
    'Probability-flow ODE: Song et al. 2021, Score-Based Generative Modeling, equation 13. DDIM is its Euler step: Song, Meng & Ermon 2021, equations 13 and 14',
};

/** What stands below each part. */
export const EQUATIONS: Readonly<Record<PlanePart, readonly Equation[]>> = {
  field: [
    SCORE,
    TWEEDIE,
    {
      tex: String.raw`\frac{\partial p}{\partial \tau} = \tfrac12\,\nabla\!\cdot(x\,p + \nabla p),\quad \tau = -\log \bar\alpha_t`,
      source: 'Fokker–Planck equation of the forward process, whose SDE is Song et al. 2021, equation 11',
    },
  ],
  back: [
    FLOW,
    {
      tex: String.raw`d\bar x = (1+g^2)\,\hat\epsilon\,d\sigma + g\sqrt{2\sigma}\,d\bar w`,
      source:
        'g = 1: Anderson 1982; Song et al. 2021, equation 6. Every g has the same densities, in continuous time: Karras et al. 2022, equation 6',
    },
    {
      tex: String.raw`D(a, b) = 2\,\mathbb E|a - b| - \mathbb E|a - a'| - \mathbb E|b - b'|`,
      source:
        'Energy distance: Székely & Rizzo 2013. 0 for equal distributions; independent draws of one never quite reach it: ± is the spread over eight pairs of true sets',
    },
  ],
  learn: [
    {
      tex: String.raw`L = \tfrac12\,\mathbb E_{x_0, \epsilon, t}\,|\epsilon - \hat\epsilon_\theta(x_t, t)|^2`,
      source:
        'Ho et al. 2020, equation 14, per coordinate, t uniform in 1 … 1000; Vincent 2011: what it learns is the score',
    },
    {
      tex: String.raw`L - L^* = \tfrac12\,\mathbb E\,|\hat\epsilon_\theta - \epsilon^*|^2,\quad \epsilon^*(x, t) = \mathbb E[\epsilon \mid x_t = x]`,
      source:
        'The mean is the best answer, and what is left of the loss is the distance to it (Vincent 2011, appendix)',
    },
  ],
  paths: [
    {
      tex: String.raw`x_s = (1-s)\,x_0 + s\,\epsilon,\quad u(x, s) = \mathbb E[\epsilon - x_0 \mid x_s = x]`,
      source: 'Flow matching: Lipman et al. 2023; Liu et al. 2023',
    },
    {
      tex: String.raw`\bar x = \frac{x_s}{1-s},\ \sigma = \frac{s}{1-s}:\quad \frac{d\bar x}{d\sigma} = \hat\epsilon(\bar x, \sigma)`,
      source: 'The same flow in the coordinates of the probability-flow ODE (Song et al. 2021, equation 13)',
    },
    {
      tex: String.raw`V = \int_0^1 \mathbb E\,|\epsilon - x_0 - u(x_s, s)|^2\,ds`,
      source:
        'How much the paths of a coupling cross: V in Liu et al. 2023, Rectified Flow. It is twice the loss per coordinate that no network can go below',
    },
  ],
  guidance: [
    {
      tex: String.raw`\hat\epsilon_w = (1+w)\,\hat\epsilon(x, c) - w\,\hat\epsilon(x)`,
      source: 'Classifier-free guidance: Ho & Salimans 2022, equation 6',
    },
    {
      tex: String.raw`\nabla \log p(c \mid x) = \nabla \log p(x \mid c) - \nabla \log p(x)`,
      source: 'Bayes’ rule: the difference of both scores points to where the class is more certain',
    },
  ],
  likelihood: [
    FLOW,
    {
      tex: String.raw`\frac{d \log p}{d\tau} = -\nabla\!\cdot f,\quad \frac{dx_t}{d\tau} = f = -\tfrac12\,(x_t + \nabla \log p),\ \tau = -\log \bar\alpha_t`,
      source: 'Instantaneous change of variables: Chen et al. 2018, theorem 1; Song et al. 2021, equation 39',
    },
  ],
  heat: [
    {
      tex: String.raw`\frac{\partial p}{\partial s} = \tfrac12\,\Delta p,\quad s = \sigma^2`,
      source: 'The density of x₀ + σε is the density of x₀ blurred by the heat equation for the time σ²',
    },
    {
      tex: String.raw`\hat p_k \mapsto e^{+k^2\sigma^2/2}\,\hat p_k`,
      source:
        'Backwards, each wave of wave number k grows by this factor, and so does the rounding error that it carries',
    },
    FLOW,
  ],
};
