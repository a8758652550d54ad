import { useCallback, type CSSProperties } from 'react';
import { useStore } from 'zustand';
import { STRENGTHS } from '../../state/link/fields/edit';
import { endGesture } from '../../state/link/url';
import { useView } from '../../state/link/useView';
import { view } from '../../state/link/view';
import { network } from '../../state/network/network';
import { scheduleOf } from '../../state/picture/forwardPath';
import { source } from '../../state/picture/source';
import { Button } from '../../ui/controls';
import { Panel } from '../../ui/Panel';
import { RangeSlider } from '../../ui/RangeSlider';
import { AtLevel } from '../common/setting/AtLevel';
import { formatWeight } from '../common/format';
import { Setting } from '../common/setting/Setting';
import { Term } from '../common/glossary/Term';
import { ClassFields } from './ClassFields';
import { EditCanvas } from './EditCanvas';
import { LabelledPicture, SubjectPicture } from './LabelledPicture';
import { onEdit } from './state/changes';
import { restyleSteps } from './state/plans';
import { lookAtStrength, noisedScribble, result } from './state/results';
import { SCRIBBLE_NAMES, takeScribble } from './state/scribbles';
import { restyleSheet } from './state/sheets';
import { TEXTS } from './texts';
import shared from './shared.module.css';
import styles from './Restyle.module.css';

const [WEAKEST, SECOND] = STRENGTHS;
const STRONGEST = STRENGTHS[STRENGTHS.length - 1];

/** A result of one strength, in the strip of all. */
function Cell({ strength, variant }: { strength: number; variant: number }) {
  const picture = useCallback(() => result(restyleSheet(strength), variant), [strength, variant]);
  return <EditCanvas picture={picture} />;
}

const feedStrength = (put: (position: number, words: string) => void) =>
  onEdit(() => {
    const { strength } = view.getState();
    put(strength, TEXTS.at(strength));
  });

/** How much noise: a slider through stored results, which stand above it. */
function Strengths() {
  const { variants, strength } = useView('variants', 'strength');
  return (
    <div>
      <div className={styles.columns}>
        {STRENGTHS.map((each) => (
          <button
            key={each}
            type="button"
            className={styles.column}
            aria-pressed={each === strength}
            aria-label={TEXTS.resultsFrom(each)}
            onClick={() => {
              lookAtStrength(each);
              endGesture();
            }}
          >
            {Array.from({ length: variants }, (_, variant) => (
              <Cell key={variant} strength={each} variant={variant} />
            ))}
            <AtLevel from="course">
              <span>
                <span className={styles.t}>t = </span>
                {each}
              </span>
            </AtLevel>
          </button>
        ))}
      </div>
      <RangeSlider
        label={TEXTS.strength}
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
      <p className={styles.ends} aria-hidden="true">
        <span>{TEXTS.keepsMore}</span>
        <span>{TEXTS.changesMore}</span>
      </p>
    </div>
  );
}

const RESULTS = Array.from(
  { length: 4 },
  (_, variant) => () => result(restyleSheet(view.getState().strength), variant),
);
const noisedText = () => {
  const { strength } = view.getState();
  const alphaBar = scheduleOf(network.getState().used.schedule).alphaBar[strength];
  return `= ${formatWeight(Math.sqrt(alphaBar))} x₀ + ${formatWeight(Math.sqrt(1 - alphaBar))} ε`;
};

export function RestyleSettings() {
  return (
    <>
      <span className={`${shared.note} ${styles.ready}`}>{TEXTS.ready}</span>
      {SCRIBBLE_NAMES.map((each) => (
        <Button key={each} onClick={() => takeScribble(each)}>
          {TEXTS.scribbles[each]}
        </Button>
      ))}
      <ClassFields />
      <Setting field="variants" />
    </>
  );
}

/** A scribble becomes a digit (SDEdit). */
export function RestylePictures() {
  const { variants, strength, level } = useView('variants', 'strength', 'level');
  const isDrawn = useStore(source, ({ picture }) => picture.source.startsWith('px.'));
  return (
    <div className={styles.all} style={{ '--variants': variants } as CSSProperties}>
      <div className={`${shared.pictures} ${styles.pictures}`}>
        <SubjectPicture name={isDrawn ? TEXTS.scribble : TEXTS.picture} />
        <LabelledPicture
          name={level === 'picture' ? TEXTS.withSomeNoise : TEXTS.withNoise(strength)}
          tex="x_t"
          picture={noisedScribble}
          badge="exact"
          text={noisedText}
          number="handedOver"
        />
        {RESULTS.slice(0, variants).map((picture, i) => (
          <LabelledPicture
            key={i}
            name={TEXTS.newDigit(i + 1, variants)}
            tex={String.raw`x \sim p_\theta(x_0 \mid x_t)`}
            picture={picture}
          />
        ))}
      </div>
      <Strengths />
    </div>
  );
}

/** What the strengths do. */
export function RestyleStrengths() {
  const { strength } = useView('strength');
  return (
    <Panel title={<Term name="closedForm">{TEXTS.howStrong}</Term>}>
      <p className={shared.note}>{TEXTS.strengths(WEAKEST, STRONGEST, strength, restyleSteps(strength))}</p>
    </Panel>
  );
}
