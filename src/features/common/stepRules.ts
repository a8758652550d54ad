/** The rules of the way down and the way back in symbols, and where they come from. */

/** A part of a formula in the colour of the signal, or of the noise. */
export const signal = (tex: string): string => String.raw`\htmlClass{signal}{${tex}}`;
export const noise = (tex: string): string => String.raw`\htmlClass{noise}{${tex}}`;
const a = (t: string) => String.raw`\bar\alpha_{${t}}`;

export const RULES = {
  closed: String.raw`x_t = ${signal(String.raw`\sqrt{${a('t')}}`)}\,x_0 + ${noise(String.raw`\sqrt{1-${a('t')}}`)}\,\epsilon`,
  chain: String.raw`x_t = ${signal(String.raw`\sqrt{1-\beta_t}`)}\,x_{t-1} + ${noise(String.raw`\sqrt{\beta_t}`)}\,\epsilon_t`,
  ddpm: String.raw`x_s = ${signal(String.raw`\tfrac{\sqrt{${a('s')}}\,(1-\alpha)}{1-${a('t')}}`)}\,\hat x_0 + \tfrac{\sqrt{\alpha}\,(1-${a('s')})}{1-${a('t')}}\,x_t + ${noise(String.raw`\sqrt{\tfrac{(1-\alpha)(1-${a('s')})}{1-${a('t')}}}`)}\,z`,
  ddim: String.raw`x_s = ${signal(String.raw`\sqrt{${a('s')}}`)}\,\hat x_0 + \sqrt{1-${a('s')}-\sigma^2}\,\hat\epsilon + ${noise(String.raw`\sigma`)}\,z`,
  heun: String.raw`\bar x_s = \bar x_t + (\sigma_s-\sigma_t)\,\tfrac{1}{2}\,\bigl(\hat\epsilon + \hat\epsilon'\bigr)`,
  'dpmpp-2m': String.raw`x_s = \tfrac{\sqrt{1-${a('s')}}}{\sqrt{1-${a('t')}}}\,x_t + ${signal(String.raw`\sqrt{${a('s')}}\,(1-e^{-h})`)}\,\bigl(\hat x_0 + \tfrac{1}{2r}(\hat x_0 - \hat x_0')\bigr)`,
} as const;

export const RULE_SOURCES = {
  closed: 'Ho et al. 2020, equation 4',
  chain: 'Ho et al. 2020, equation 2',
  ddpm: 'Ho et al. 2020, equations 6 and 7, from t to the step s before it; α = ᾱₜ / ᾱₛ',
  heun: 'Karras et al. 2022, algorithm 1; x̄ = x / √ᾱ, σ² = (1 − ᾱ) / ᾱ. The second guess follows a trial step to s; the last step has none',
  'dpmpp-2m':
    'Lu et al. 2022, DPM-Solver++, algorithm 2, with the guess x̂₀′ of the step before; h is the step of ½ log SNR, r h the one before it',
  ddim: 'Song et al. 2021, equation 12; σ is η times the σ of DDPM. In the numbers, ε̂ is written out in x̂₀ and xₜ',
} as const;
