import { useMemo } from 'react';
import { useStore } from 'zustand';
import { STRENGTHS } from '../../state/link/fields/edit';
import { endGesture } from '../../state/link/url';
import { useView } from '../../state/link/useView';
import { view } from '../../state/link/view';
import { network } from '../../state/network/network';
import { alphaBarAt } from '../../state/picture/forwardPath';
import { source } from '../../state/picture/source';
import { Button } from '../../ui/controls';
import { PixelCanvas } from '../../ui/PixelCanvas';
import { RangeSlider } from '../../ui/RangeSlider';
import { Tex } from '../../ui/Tex';
import { formatWeight } from '../common/format';
import { Setting } from '../common/Setting';
import { ClassFields } from './ClassFields';
import { feedOf } from './feeds';
import { LabelledPicture } from './LabelledPicture';
import { onEdit } from './state/changes';
import { restyleSteps } from './state/plans';
import { lookAtStrength, noisedScribble, result, subjectPicture } from './state/results';
import { SCRIBBLE_NAMES, takeScribble } from './state/scribbles';
import { restyleSheet } from './state/sheets';
import shared from './shared.module.css';
import styles from './Restyle.module.css';

const [WEAKEST, SECOND] = STRENGTHS;
const STRONGEST = STRENGTHS[STRENGTHS.length - 1];

/** A result of one strength, in the strip of all. */
function Cell({ strength, variant }: { strength: number; variant: number }) {
  const feed = useMemo(() => feedOf(() => result(restyleSheet(strength), variant)), [strength, variant]);
  return <PixelCanvas label="" feed={feed} />;
}

const feedStrength = (put: (position: number, words: string) => void) =>
  onEdit(() => {
    const { strength } = view.getState();
    put(strength, `t = ${strength}`);
  });

/** How much noise: a slider through stored results, which stand above it. */
function Strengths() {
  const { variants, strength } = useView('variants', 'strength');
  return (
    <div className={styles.strengths}>
      <div className={styles.columns}>
        {STRENGTHS.map((each) => (
          <button
            key={each}
            type="button"
            className={styles.column}
            aria-pressed={each === strength}
            aria-label={`Results from t = ${each}`}
            onClick={() => {
              lookAtStrength(each);
              endGesture();
            }}
          >
            {Array.from({ length: variants }, (_, variant) => (
              <Cell key={variant} strength={each} variant={variant} />
            ))}
            <span>t = {each}</span>
          </button>
        ))}
      </div>
      <RangeSlider
        label="Strength: t at which the scribble is handed over"
        min={WEAKEST}
        max={STRONGEST}
        step={SECOND - WEAKEST}
        initial={strength}
        feed={feedStrength}
        onSlide={lookAtStrength}
        onRelease={endGesture}
        showsWords={false}
        className={styles.slider}
      />
    </div>
  );
}

const RESULTS = Array.from(
  { length: 4 },
  (_, variant) => () => result(restyleSheet(view.getState().strength), variant),
);
const noisedText = () => {
  const { strength } = view.getState();
  const alphaBar = alphaBarAt(network.getState().used.schedule, strength);
  return `= ${formatWeight(Math.sqrt(alphaBar))} x₀ + ${formatWeight(Math.sqrt(1 - alphaBar))} ε`;
};

/** A scribble becomes a digit (SDEdit). */
export function Restyle() {
  const { variants, strength } = useView('variants', 'strength');
  const { origin, source: name } = useStore(source, ({ picture }) => picture);
  const isDrawn = name.startsWith('px.');
  return (
    <>
      <div className={shared.fields} data-chrome>
        <span className={shared.note}>Draw one, or take</span>
        {SCRIBBLE_NAMES.map((each) => (
          <Button key={each} onClick={() => takeScribble(each)}>
            {each}
          </Button>
        ))}
        <Setting field="variants" />
        <ClassFields />
      </div>
      <div className={shared.stage}>
        <LabelledPicture
          name={isDrawn ? 'the scribble' : 'the picture'}
          tex="x_0"
          picture={subjectPicture}
          badge={{ kind: 'stored', by: origin }}
        />
        <LabelledPicture
          name={`handed over at t = ${strength}`}
          tex="x_t"
          picture={noisedScribble}
          badge={{ kind: 'exact' }}
          text={noisedText}
          number="handedOver"
        />
        {RESULTS.slice(0, variants).map((picture, i) => (
          <LabelledPicture
            key={i}
            name={variants === 1 ? 'brought back' : `brought back, ${i + 1}`}
            tex={String.raw`x \sim p_\theta(x_0 \mid x_t)`}
            picture={picture}
            badge={{ kind: 'live' }}
          />
        ))}
      </div>
      <Strengths />
      <p className={shared.note}>
        The further to the right, the more the network may change: at t = {WEAKEST} it mends the edges, at t ={' '}
        {STRONGEST} it sees hardly more of the scribble than where it lies{' '}
        <cite>(SDEdit: Meng et al. 2022)</cite>. <Tex tex="\varepsilon" /> is the same for every t; from t ={' '}
        {strength} it takes {restyleSteps(strength)} DDPM steps.
      </p>
    </>
  );
}
