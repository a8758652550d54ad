import { useStore } from 'zustand';
import { useView } from '../../state/link/useView';
import { view } from '../../state/link/view';
import { source } from '../../state/picture/source';
import { Tex } from '../../ui/Tex';
import { LiveText } from '../common/LiveText';
import { describeMeasurement, formatDeviations, formatError, NUMBER_WORDS } from './names';
import { getAnswer } from './state/answers';
import { noiseToSignal, onPicture, pictureScore } from './state/picture';
import { pictureSets } from './state/sets';
import { SETS } from './state/table';
import shared from './shared.module.css';
import styles from './Score.module.css';

const FORMULAS = {
  epsilon: String.raw`s = \tfrac1{DN}\sum_{d,i}\bigl(\epsilon_{d,i} - \hat\epsilon_i(x_t^{(d)}, t)\bigr)^2`,
  reconstruction: String.raw`s = \tfrac1{DN}\sum_{d,i}\bigl(x_i^{(d)} - x_{0,i}\bigr)^2`,
} as const;
const SOURCES = {
  epsilon: 'The training’s own loss, of this picture alone (Ho et al. 2020, equation 14).',
  reconstruction: 'x is where DDIM leads from xₜ (AnoDDPM: Wyatt et al. 2022).',
} as const;

const scoredT = (): number => pictureScore.getScore()?.t ?? view.getState().detectT;
const valueText = (): string => {
  const score = pictureScore.getScore();
  return score ? formatError(score.value) : '–';
};
const tText = (): string => String(scoredT());
const factorText = (): string => noiseToSignal(scoredT()).toFixed(3);

/** Where the picture stands among digits, as far as they are measured. */
function Standing() {
  const sets = useStore(pictureSets.store);
  const picture = useStore(source, (state) => state.picture.source);
  const answer = useStore(view, (state) => getAnswer(state, sets));
  const { detectReading, detectScore, present } = useView('detectReading', 'detectScore', 'present');
  if (!answer || answer.normal.length === 0 || Number.isNaN(answer.picture))
    return (
      <p className={shared.note}>
        Large or small? A number alone says little: measure digits {present ? '(Space)' : 'below'}, and it is
        said here where this picture stands among them.
      </p>
    );
  const below = answer.normal.filter((score) => score < answer.picture).length;
  const like = detectReading === 'outline' ? 'digits of as much outline' : 'digits';
  return (
    <p className={styles.standing}>
      At t = {answer.t}, measured as the sets are, with {describeMeasurement(detectScore)} (error{' '}
      <span data-number="ownError">{formatError(answer.pictureError)}</span>), it is{' '}
      <b data-number="own">{formatDeviations(Math.abs(answer.picture))}</b> standard deviations{' '}
      {answer.picture < 0 ? 'below' : 'above'} {like}: higher than that of <b data-number="below">{below}</b>{' '}
      of {answer.normal.length} test digits, {Math.round((100 * below) / answer.normal.length)}&nbsp;%.
      {answer.within === SETS.digits && ' This very picture is among them.'}
      {answer.within === SETS.calibration && ' This very picture is one of those that calibrate.'}
      {picture.startsWith('train.') && (
        <span className={shared.which}>
          It is a training digit: the network may have learned from it, but from no test digit.
        </span>
      )}
    </p>
  );
}

/** The score of the picture: its formula, its numbers, and what it means among digits. */
export function Score() {
  const { detectScore } = useView('detectScore');
  const score = useStore(pictureScore.store, (state) => state.latest);
  return (
    <div className={styles.score}>
      <div>
        <div className={styles.formula}>
          <Tex tex={FORMULAS[detectScore]} display />
        </div>
        <p className={styles.numbers}>
          s = <LiveText subscribe={onPicture} text={valueText} name="score" className={shared.big} /> at t ={' '}
          <LiveText subscribe={onPicture} text={tText} name="scoredT" />
          {score && `, over D = ${score.draws} draws and N = ${score.x0.length} pixels`}
          {score?.best && `; of ${NUMBER_WORDS[score.best.of]} classes, ${score.best.label} explains it best`}
        </p>
        {detectScore === 'epsilon' && (
          <p className={styles.numbers}>
            <Tex
              tex={String.raw`\hat x_0 - x_0 = \sqrt{\tfrac{1-\bar\alpha_t}{\bar\alpha_t}}\,(\epsilon - \hat\epsilon)`}
            />{' '}
            = <LiveText subscribe={onPicture} text={factorText} name="factor" />{' '}
            <Tex tex={String.raw`(\epsilon - \hat\epsilon)`} />
          </p>
        )}
        <p className={styles.origin}>{SOURCES[detectScore]}</p>
      </div>
      <Standing />
    </div>
  );
}
