import { expect, it } from 'vitest';
import { texHeight, texWidth } from './texSize';

// Widths and heights in em as Chromium shows them with KaTeX 0.16.
it.each([
  [1.18, 'x_0'],
  [1.14, String.raw`\bar\alpha_t`],
  [0.78, '='],
  [2.15, String.raw`\htmlClass{signal}{\sqrt{\bar\alpha_t}}`],
  [3.23, String.raw`\htmlClass{noise}{1-\bar\alpha_t}`],
  [4.72, String.raw`\mathbb{E}[x_0 \mid x_t]`],
  [7.45, String.raw`q(x_{t-1} \mid x_t, x_0)`],
  [9.04, String.raw`x_{t-1} = x_t - \sqrt{\beta_t}\,\epsilon`],
  [12.67, String.raw`x_t = \sqrt{\bar\alpha_t}\,x_0 + \sqrt{1-\bar\alpha_t}\,\varepsilon`],
  [
    15.84,
    String.raw`x_{t-1} = \sqrt{\bar\alpha_{t-1}}\, \hat x_0 + \sqrt{1-\bar\alpha_{t-1}}\, \hat\epsilon`,
  ],
  [21.38, String.raw`L_{t-1} = \mathrm{KL}\big(q(x_{t-1}\mid x_t, x_0)\,\|\,p_\theta(x_{t-1}\mid x_t)\big)`],
])('foresees %d em to a fifth: %s', (width, tex) => {
  expect(texWidth(tex) / width).toBeGreaterThan(0.8);
  expect(texWidth(tex) / width).toBeLessThan(1.2);
});

it.each([
  [2.2, 'T = 1000'],
  [3.14, String.raw`\sigma^2 = \frac{1-\bar\alpha_t}{\bar\alpha_t}`],
  [3.62, String.raw`\mathbb{E}[x_0 \mid x_t] = \sum_i w_i\, x_i`],
])('foresees the height of a displayed formula, %d em: %s', (height, tex) => {
  expect(Math.abs(texHeight(tex) - height)).toBeLessThan(0.3);
});
