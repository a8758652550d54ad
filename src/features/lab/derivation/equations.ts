const signal = (tex: string) => String.raw`\htmlClass{signal}{${tex}}`;
const noise = (tex: string) => String.raw`\htmlClass{noise}{${tex}}`;

/** The equations of the cards, as their papers number them; DDPM is Ho et al. 2020. */
export const EQUATIONS = {
  /** What stands between eq. 2 and eq. 4 of DDPM. */
  sum: String.raw`\sqrt{\alpha_t\beta_{t-1}}\,\epsilon_1 + \sqrt{\beta_t}\,\epsilon_2 \;\sim\; \mathcal N(0,\; 1-\alpha_t\alpha_{t-1})`,
  /** Eq. 2. */
  step: String.raw`q(x_t \mid x_{t-1}) = \mathcal N\big(x_t;\; \sqrt{1-\beta_t}\,x_{t-1},\; \beta_t\big)`,
  variance: String.raw`\operatorname{Var}(x_t) = (1-\beta_t)\operatorname{Var}(x_{t-1}) + \beta_t`,
  /** Eq. 4, as a sum. */
  jump: String.raw`x_t = ${signal(String.raw`\sqrt{\bar\alpha_t}`)}\,x_0 + ${noise(String.raw`\sqrt{1-\bar\alpha_t}`)}\,\epsilon`,
  bayes: String.raw`q(x_{t-1}\mid x_t, x_0) \propto q(x_t\mid x_{t-1})\; q(x_{t-1}\mid x_0)`,
  /** Eq. 7. */
  posteriorMean: String.raw`\tilde\mu_t = \frac{\sqrt{\bar\alpha_{t-1}}\,\beta_t}{1-\bar\alpha_t}\,x_0 + \frac{\sqrt{\alpha_t}\,(1-\bar\alpha_{t-1})}{1-\bar\alpha_t}\,x_t`,
  posteriorVariance: String.raw`\tilde\beta_t = \frac{1-\bar\alpha_{t-1}}{1-\bar\alpha_t}\,\beta_t`,
  /** Eq. 15. */
  x0Hat: String.raw`\hat x_0 = \frac{x_t - \sqrt{1-\bar\alpha_t}\;\hat\epsilon}{\sqrt{\bar\alpha_t}}`,
  /** Eq. 11. */
  mean: String.raw`\mu_\theta = \frac{1}{\sqrt{\alpha_t}}\Big(x_t - \frac{\beta_t}{\sqrt{1-\bar\alpha_t}}\,\hat\epsilon\Big)`,
  tweedie: String.raw`\mathbb E[x_0\mid x_t] = \frac{x_t + (1-\bar\alpha_t)\,\nabla\log p(x_t)}{\sqrt{\bar\alpha_t}}`,
  /** Eq. 3 and 5. */
  bound: String.raw`-\log p(x_0) \le \mathbb E_q\Big[\log\frac{q(x_{1:T}\mid x_0)}{p(x_{0:T})}\Big]`,
  terms: String.raw`\qquad = L_T + \sum_{t>1} L_{t-1} + L_0`,
} as const;
