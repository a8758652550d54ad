import {
  mixtureDensity,
  mixturePosteriorMean,
  mixtureScore,
  tweedie,
  TWO_MODES,
} from '../../../diffusion/mixture';
import { fixed } from '../../../diffusion/numbers/formatNumber';
import type { ViewState } from '../../../state/link/fields/table';
import { derivationSchedule, derivationT } from '../state/derivation';
import { Card } from './Card';
import { below, functionPath } from './curves';
import { EQUATIONS } from './equations';
import { Arrow, DragLane, StillLane } from './Lane';
import { LinePicture, RANGE } from './LinePicture';
import { Numbers, shown } from './Numbers';
import { TEXTS } from './texts';

const { tweedie: texts } = TEXTS;

function atX(state: ViewState) {
  const t = derivationT(state);
  const x = state.derivationXt;
  const signal = derivationSchedule.alphaBar[t];
  const noise = derivationSchedule.oneMinusAlphaBar[t];
  const density = (at: number): number => mixtureDensity(TWO_MODES, at, signal, noise);
  const score = mixtureScore(TWO_MODES, x, signal, noise);
  return { x, signal, noise, density, score, x0Hat: tweedie(x, score, signal, noise) };
}

/** Half the length over which the slope of log p is measured. */
const H = 1e-4;

const NUMBERS = {
  score: [
    shown('score', (state) => fixed(atX(state).score, 4)),
    shown('scoreQuotient', (state) => {
      const { x, density } = atX(state);
      return fixed((Math.log(density(x + H)) - Math.log(density(x - H))) / (2 * H), 4);
    }),
  ],
  mean: [
    shown('tweedieMean', (state) => fixed(atX(state).x0Hat, 6)),
    shown('bayesMean', (state) => {
      const { x, signal, noise } = atX(state);
      return fixed(mixturePosteriorMean(TWO_MODES, x, signal, noise), 6);
    }),
  ],
};

function paths(state: ViewState): readonly string[] {
  const { density, signal } = atX(state);
  const top = 1.2 * Math.max(density(Math.sqrt(signal)), density(0));
  return [below(functionPath(density, RANGE, top))];
}

const CURVES = [{ name: texts.density, tone: 'c', look: 'area' }] as const;
const from = (state: ViewState): number => state.derivationXt;
const to = (state: ViewState): number => Math.sqrt(atX(state).signal) * atX(state).x0Hat;
const POINTS = [{ at: (state: ViewState) => atX(state).x0Hat, look: 'disc' }] as const;

/** The score and the best guess of x_0. */
export const TweedieCard = () => (
  <Card
    id="tweedie"
    title={texts.title}
    says={texts.says}
    term="tweedie"
    equations={[EQUATIONS.tweedie]}
    source={texts.source}
    picture={
      <LinePicture label={texts.picture} curves={CURVES} paths={paths}>
        <DragLane field="derivationXt" label={TEXTS.dragXt} tex="x_t">
          <Arrow from={from} to={to} />
        </DragLane>
        <StillLane tex="\hat x_0" points={POINTS} />
      </LinePicture>
    }
  >
    <Numbers
      label={texts.numbers}
      head={['', texts.byFormula, texts.byQuotient]}
      rows={[{ name: texts.score, cells: NUMBERS.score }]}
    />
    <Numbers
      label={texts.numbers}
      head={['', texts.byScore, texts.byBayes]}
      rows={[{ name: texts.mean, cells: NUMBERS.mean }]}
    />
    <p>{texts.key}</p>
  </Card>
);
