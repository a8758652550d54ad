import { useStore } from 'zustand';
import { AppLink } from '../features/common/AppLink';
import { engineStatus } from '../state/engine/engine';
import { Dialog } from '../ui/Dialog';
import { Tex } from '../ui/Tex';
import styles from './About.module.css';

const outside = { target: '_blank', rel: 'noreferrer' } as const;

/** What DDPM is, whose ideas these are, and where network and digits come from. */
export function About({ open, onClose }: { open: boolean; onClose: () => void }) {
  const status = useStore(engineStatus, (state) => state.status);
  const metadata = status.kind === 'ready' ? status.network.metadata : null;
  return (
    <Dialog title="About Thousand Steps" open={open} onClose={onClose}>
      <div className={styles.about}>
        <p>
          A <b>denoising diffusion probabilistic model</b> (DDPM) learns to make pictures by learning to
          remove noise. In the forward direction a picture is mixed with Gaussian noise in a thousand small
          steps, until nothing of it is left. This needs no learning, and there is a formula for every step:
        </p>
        <Tex
          display
          tex={String.raw`q(x_t \mid x_0) = \mathcal N\big(\htmlClass{signal}{\sqrt{\bar\alpha_t}}\,x_0,\ \htmlClass{noise}{(1-\bar\alpha_t)}\,I\big)`}
        />
        <p>
          In the reverse direction a network gets a noisy picture and t, and estimates the noise in it. A
          small part of this noise is removed, a little fresh noise is added, and the network is asked again.
          After a thousand steps there is a digit that nobody wrote.
        </p>
        <p>
          <AppLink to="?view=glossary" onOpen={onClose}>
            The glossary
          </AppLink>{' '}
          explains every word in two sentences, with a place in this page that shows it. It can be printed.
        </p>
        <h3>The promise</h3>
        <p>
          Nothing on the screen is faked. Each panel says whether it is <i>live</i> (computed now, by the
          network named), <i>exact</i> (a closed formula) or <i>stored</i> (a file). Nothing leaves your
          device.
        </p>
        <h3>The network</h3>
        <p>
          A U-Net with 0.94 million parameters, trained on the 60,000 MNIST training digits
          {metadata?.updates
            ? ` for ${Number(metadata.updates).toLocaleString('en')} updates (seed ${metadata.seed})`
            : ''}
          . It predicts the velocity v of Salimans &amp; Ho; the noise and the guess of the digit follow from
          v and x. Its{' '}
          <a href="./models/shipped.card.json" {...outside}>
            model card
          </a>{' '}
          has the held-out loss, the quality figures with those of real digits beside them, and a{' '}
          <a href="./models/shipped-samples.png" {...outside}>
            sheet of samples
          </a>
          .
        </p>
        <h3>The digits</h3>
        <p>
          MNIST, by Yann LeCun, Corinna Cortes and Christopher J. C. Burges, commonly stated to be under CC
          BY-SA 3.0. A digit is named by its place in the data set, counted from 0: <i>MNIST train #7</i>.
        </p>
        <h3>Read on</h3>
        <ul>
          <li>
            J. Ho, A. Jain, P. Abbeel: <i>Denoising Diffusion Probabilistic Models</i>, NeurIPS 2020 (
            <a href="https://arxiv.org/abs/2006.11239" {...outside}>
              arXiv 2006.11239
            </a>
            ).
          </li>
          <li>
            C. F. Higham, D. J. Higham, P. Grindrod:{' '}
            <i>
              Diffusion Models for Generative Artificial Intelligence: An Introduction for Applied
              Mathematicians
            </i>
            , SIAM Review 2025 (
            <a href="https://arxiv.org/abs/2312.14977" {...outside}>
              arXiv 2312.14977
            </a>
            ).
          </li>
          <li>
            J. Song, C. Meng, S. Ermon: <i>Denoising Diffusion Implicit Models</i>, ICLR 2021 (
            <a href="https://arxiv.org/abs/2010.02502" {...outside}>
              arXiv 2010.02502
            </a>
            ).
          </li>
          <li>
            The settings follow a well-known small example: a README with a <i>ddpm.py</i> that trains a U-Net
            on MNIST under the linear schedule from 0.0001 to 0.02 in 1,000 steps. Its formulas, right and
            wrong, are what the Lab compares.
          </li>
        </ul>
      </div>
    </Dialog>
  );
}
