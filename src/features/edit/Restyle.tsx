import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { onEdit } from './state/editing';
import { handedOverAt, lookAtStrength, ownPicture, restyleSheet, result } from './state/results';
import { STRENGTHS } from '../../state/link/fields/edit';
import { alphaBarAt } from '../../state/picture/forwardPath';
import { network } from '../../state/network/network';
import { restyleSteps } from './state/plans';
import { EXAMPLES, takeExample } from './state/scribbles';
import { source } from '../../state/picture/source';
import { released } from '../../state/link/url';
import { useView } from '../../state/link/useView';
import { view } from '../../state/link/view';
import { Button } from '../../ui/controls';
import { PixelCanvas } from '../../ui/PixelCanvas';
import { Tex } from '../../ui/Tex';
import { weight } from '../common/format';
import { Setting } from '../common/Setting';
import { ClassFields } from './ClassFields';
import { feedOf } from './feeds';
import { Shown } from './Shown';
import styles from './Edit.module.css';

const [WEAKEST, SECOND] = STRENGTHS;
const STRONGEST = STRENGTHS[STRENGTHS.length - 1];

function Settings() {
  return (
    <div className={styles.fields} data-chrome>
      <span className={styles.note}>Draw one, or take</span>
      {EXAMPLES.map((name) => (
        <Button key={name} onClick={() => takeExample(name)}>
          {name}
        </Button>
      ))}
      <Setting field="variants" />
      <ClassFields />
    </div>
  );
}

/** A result of one strength, in the strip of all. */
function Cell({ strength, variant }: { strength: number; variant: number }) {
  const feed = useMemo(() => feedOf(() => result(restyleSheet(strength), variant)), [strength, variant]);
  return <PixelCanvas label="" feed={feed} />;
}

/** How much noise: a slider through stored results, which stand above it. */
function Strengths() {
  const { variants, strength } = useView('variants', 'strength');
  const slider = useRef<HTMLInputElement>(null);
  useEffect(
    () =>
      onEdit(() => {
        if (slider.current) slider.current.value = String(view.getState().strength);
      }),
    [],
  );
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
              released();
            }}
          >
            {Array.from({ length: variants }, (_, variant) => (
              <Cell key={variant} strength={each} variant={variant} />
            ))}
            <span>t = {each}</span>
          </button>
        ))}
      </div>
      <input
        ref={slider}
        type="range"
        aria-label="Strength: t at which the scribble is handed over"
        aria-valuetext={`t = ${strength}`}
        min={WEAKEST}
        max={STRONGEST}
        step={SECOND - WEAKEST}
        defaultValue={strength}
        onInput={(event) => lookAtStrength(event.currentTarget.valueAsNumber)}
        onPointerUp={released}
        onKeyUp={released}
      />
    </div>
  );
}

const noised = () => handedOverAt(0);
const resultAt = (variant: number) => () => result(restyleSheet(view.getState().strength), variant);
const RESULTS = Array.from({ length: 4 }, (_, variant) => resultAt(variant));
const handedWords = () => {
  const { strength } = view.getState();
  const alphaBar = alphaBarAt(network.getState().used.schedule, strength);
  return `= ${weight(Math.sqrt(alphaBar))} x₀ + ${weight(Math.sqrt(1 - alphaBar))} ε`;
};

/** A scribble becomes a digit (SDEdit). */
export function Restyle() {
  const { variants, strength } = useView('variants', 'strength');
  const { origin, source: name } = useStore(source, ({ picture }) => picture);
  const own = name.startsWith('px.');
  return (
    <>
      <Settings />
      <div className={styles.stage}>
        <Shown
          name={own ? 'the scribble' : 'the picture'}
          tex="x_0"
          of={ownPicture}
          badge={{ kind: 'stored', by: origin }}
        />
        <Shown
          name={`handed over at t = ${strength}`}
          tex="x_t"
          of={noised}
          badge={{ kind: 'exact' }}
          says={handedWords}
          number="handedOver"
        />
        {RESULTS.slice(0, variants).map((of, i) => (
          <Shown
            key={i}
            name={variants === 1 ? 'brought back' : `brought back, ${i + 1}`}
            tex={String.raw`x \sim p_\theta(x_0 \mid x_t)`}
            of={of}
            badge={{ kind: 'live' }}
          />
        ))}
      </div>
      <Strengths />
      <p className={styles.note}>
        The further to the right, the more the network may change: at t = {WEAKEST} it mends the edges, at t ={' '}
        {STRONGEST} it sees hardly more of the scribble than where it lies{' '}
        <cite>(SDEdit: Meng et al. 2022)</cite>. <Tex tex="\varepsilon" /> is the same for every t; from t ={' '}
        {strength} it takes {restyleSteps(strength)} DDPM steps.
      </p>
    </>
  );
}
