import type { ReactNode } from 'react';
import type { ViewState } from '../../state/link/fields/table';
import { Tex } from '../../ui/Tex';

/** What each setting means, by its field. Formulas use the notation of the glossary. */
export const CARDS = {
  trainGoal: (
    <p>
      The number of the last update. One update: a batch of digits, each with its own <i>t</i> and noise; the
      loss; its gradient; one step of the optimiser. A higher number goes on from where it is.
    </p>
  ),
  trainRate: (
    <p>
      How far the weights move in one update, by Adam <cite>(Kingma &amp; Ba 2015)</cite>. It rises over the
      first 50 updates and then stays. Too high, and the loss leaps or is no number any more; too low, and
      little happens.
    </p>
  ),
  trainNetwork: (
    <ul>
      <li>
        <b>tiny</b>: 69 thousand parameters, 3 million multiply-adds a picture; digits of 14 × 14 pixels.
        Learns in minutes without a GPU.
      </li>
      <li>
        <b>small</b>: 446 thousand, 24 million; 28 × 28 pixels.
      </li>
      <li>
        <b>the shipped one</b>: 940 thousand, 62 million; the network of the Timeline, from random weights.
      </li>
      <li>
        <b>the text’s U-Net</b>: 350 million multiply-adds; knows no classes. For a strong GPU.
      </li>
    </ul>
  ),
  trainDigits: (
    <p>
      How many of MNIST’s 60,000 training digits. With few, it may learn them by heart: the held-out loss then
      rises.
    </p>
  ),
  trainLabel: (
    <p>
      All ten classes; or one alone: that is easier to learn, and all ten samples are of that class then; or
      all but one: such a network has never seen that class, and the Detect view can ask what it makes of it.
    </p>
  ),
  trainOutput: (
    <>
      <p>
        The network returns one picture. This says what it is taken for, given{' '}
        <Tex tex="x_t = \sqrt{\bar\alpha_t}\,x_0 + \sqrt{1-\bar\alpha_t}\,\varepsilon" />:
      </p>
      <ul>
        <li>
          <b>ε</b>, the noise <cite>(Ho et al. 2020)</cite>. The digit is then{' '}
          <Tex tex="\hat x_0 = \dfrac{x_t - \sqrt{1-\bar\alpha_t}\,\hat\varepsilon}{\sqrt{\bar\alpha_t}}" />,
          which blows errors up where there is nearly only noise.
        </li>
        <li>
          <b>x₀</b>, the digit. The noise is then{' '}
          <Tex tex="\hat\varepsilon = \dfrac{x_t - \sqrt{\bar\alpha_t}\,\hat x_0}{\sqrt{1-\bar\alpha_t}}" />,
          which blows errors up where there is little noise.
        </li>
        <li>
          <b>v</b>, the velocity <cite>(Salimans &amp; Ho 2022)</cite>:{' '}
          <Tex tex="v = \sqrt{\bar\alpha_t}\,\varepsilon - \sqrt{1-\bar\alpha_t}\,x_0" />. Both follow without
          a division: <Tex tex="\hat x_0 = \sqrt{\bar\alpha_t}\,x_t - \sqrt{1-\bar\alpha_t}\,\hat v" />.
        </li>
      </ul>
      <p>
        How much errors count at each <i>t</i> is another switch, the next one.
      </p>
    </>
  ),
  trainWeighting: (
    <>
      <p>
        Training minimises{' '}
        <Tex tex="\mathbb{E}\,\bigl[\,w_t\,\lVert\varepsilon - \hat\varepsilon\rVert^2\,\bigr]" /> with a
        weight that says in which quantity errors count the same at every <i>t</i>:
      </p>
      <ul>
        <li>
          as ε: <Tex tex="w_t = 1" />, the <Tex tex="L_{\mathrm{simple}}" /> of{' '}
          <cite>Ho et al. 2020, eq. 14</cite>
        </li>
        <li>
          as v: <Tex tex="w_t = 1/\bar\alpha_t" /> <cite>(Salimans &amp; Ho 2022)</cite>
        </li>
        <li>
          as x₀: <Tex tex="w_t = (1-\bar\alpha_t)/\bar\alpha_t = 1/\mathrm{SNR}" />
        </li>
        <li>
          as x₀, SNR ≤ 5: <Tex tex="w_t = \min(1,\,5/\mathrm{SNR})" /> <cite>(Hang et al. 2023)</cite>
        </li>
      </ul>
      <p>
        <Tex tex="\bar\alpha_t" /> counts as 0.02 at least. The chart shows <Tex tex="w_t = 1" /> whatever is
        chosen here, so that runs can be compared.
      </p>
    </>
  ),
  trainSchedule: (
    <ul>
      <li>
        linear: <Tex tex="\beta_t" /> from 0.0001 to 0.02 <cite>(Ho et al. 2020)</cite>
      </li>
      <li>
        cosine: <Tex tex="\bar\alpha_t \propto \cos^2\!\bigl(\tfrac{t/T + s}{1 + s}\,\tfrac{\pi}{2}\bigr)" />,
        s = 0.008 <cite>(Nichol &amp; Dhariwal 2021)</cite>
      </li>
      <li>
        sigmoid: <Tex tex="\bar\alpha_t" /> falls as a sigmoid <cite>(Jabri, Fleet &amp; Chen 2022)</cite>
      </li>
      <li>
        quadratic: <Tex tex="\sqrt{\beta_t}" /> linear between the ends of linear{' '}
        <cite>(Song, Meng &amp; Ermon 2021)</cite>
      </li>
    </ul>
  ),
  trainBatch: (
    <p>
      Digits in one update. More make each gradient more exact and each update slower, about in proportion.
    </p>
  ),
  trainAverage: (
    <p>
      Samples are drawn and held-out digits are measured with an average of the weights (EMA):{' '}
      <Tex tex="\bar\theta \leftarrow d\,\bar\theta + (1-d)\,\theta" /> after each update, with{' '}
      <Tex tex="d = \min\bigl(d_{\max}, \tfrac{1+n}{10+n}\bigr)" /> after <i>n</i> of them. This is{' '}
      <Tex tex="d_{\max}" />; 0 takes the weights as they are <cite>(Ho et al. 2020, appendix B)</cite>.
    </p>
  ),
  trainSeed: (
    <p>
      Initial weights, batches and all noise follow from it: the same settings and seed give the same curve on
      the same backend.
    </p>
  ),
} as const satisfies Partial<Record<keyof ViewState, ReactNode>>;
