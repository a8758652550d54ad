import { useStore } from 'zustand';
import { fixed } from '../../diffusion/numbers/formatNumber';
import { useView } from '../../state/link/useView';
import { view } from '../../state/link/view';
import { Panel } from '../../ui/Panel';
import { useMedia } from '../../ui/useMedia';
import { Tex } from '../../ui/Tex';
import { LiveText } from '../common/LiveText';
import { Term } from '../common/glossary/Term';
import { describeMeasurement, formatError } from './names';
import { noiseToSignal, onPicture, pictureScore } from './state/picture';
import { MEASUREMENTS } from './state/scoreTable';
import { TEXTS } from './texts';
import { useAnswer } from './useAnswer';
import shared from './shared.module.css';
import styles from './Panels.module.css';

const FORMULAS = {
  epsilon: String.raw`s = \tfrac1{DN}\sum_{d,i}\bigl(\epsilon_{d,i} - \hat\epsilon_i(x_t^{(d)}, t)\bigr)^2`,
  reconstruction: String.raw`s = \tfrac1{DN}\sum_{d,i}\bigl(x_i^{(d)} - x_{0,i}\bigr)^2`,
} as const;
const FACTOR = String.raw`\hat x_0 - x_0 = \sqrt{\tfrac{1-\bar\alpha_t}{\bar\alpha_t}}\,(\epsilon - \hat\epsilon)`;

const factorText = (): string =>
  fixed(noiseToSignal(pictureScore.getScore()?.t ?? view.getState().detectT), 3);

/** The score of the picture: its formula and its numbers. */
export function ScorePanel() {
  const { detectScore } = useView('detectScore');
  const score = useStore(pictureScore.store, (state) => state.latest);
  return (
    <Panel
      title={
        <>
          {TEXTS.scorePanel} <Term name={detectScore === 'epsilon' ? 'loss' : 'ddim'} />
        </>
      }
    >
      <div className={styles.formula}>
        <Tex tex={FORMULAS[detectScore]} display />
      </div>
      {score && (
        <p className={styles.numbers}>
          s = {formatError(score.value)}
          {TEXTS.overDraws(score.draws, score.x0.length)}
        </p>
      )}
      <p className={shared.note}>{TEXTS.scoreSource[detectScore]}</p>
      {detectScore === 'epsilon' && (
        <p className={styles.numbers}>
          <Tex tex={FACTOR} /> = <LiveText subscribe={onPicture} text={factorText} name="factor" />{' '}
          <Tex tex={String.raw`(\epsilon - \hat\epsilon)`} />
        </p>
      )}
    </Panel>
  );
}

/** Paragraphs, each with its first words set in bold. */
export const Paragraphs = ({ of }: { of: readonly (readonly [first: string, rest: string])[] }) =>
  of.map(([first, rest]) => (
    <p key={first} className={styles.paragraph}>
      <b>{first}</b> {rest}
    </p>
  ));

/** What is done with one picture. */
export const How = () => (
  <div data-chrome>
    <Panel title={TEXTS.howPanel}>
      <Paragraphs of={TEXTS.how} />
    </Panel>
  </div>
);

/** Windows where it stands beside the pictures until these are compared. */
export const ROOM_BESIDE = matchMedia('(min-width: 1100px) and (min-height: 700px)');

/** The same below, where there is no room beside the pictures or the comparison has taken its place. */
export function HowBelow() {
  const { answer } = useAnswer();
  return useMedia(ROOM_BESIDE) && !answer ? <div /> : <How />;
}

/** How sets of pictures are compared. */
export const ComparisonPanel = () => (
  <div data-chrome>
    <Panel title={TEXTS.comparisonPanel}>
      <Paragraphs
        of={TEXTS.comparison(
          [MEASUREMENTS.epsilon.times.length, MEASUREMENTS.reconstruction.times.length],
          [describeMeasurement('epsilon'), describeMeasurement('reconstruction')],
        )}
      />
    </Panel>
  </div>
);
