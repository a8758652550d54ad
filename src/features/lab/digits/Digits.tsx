import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { additiveAsSchedule } from '../../../diffusion/forward';
import { snr, timestepOfSnr, type ScheduleName } from '../../../diffusion/schedule';
import { engineStatus } from '../../../state/engine/engine';
import { inFrame } from '../../../state/inFrame';
import { ANY_DIGIT } from '../../../state/link/fieldKinds';
import { useView } from '../../../state/link/useView';
import { network } from '../../../state/network/network';
import { creditOf, whyNoClass } from '../../../state/network/usedNetwork';
import { scheduleOf } from '../../../state/picture/forwardPath';
import { source } from '../../../state/picture/source';
import { Badge } from '../../../ui/Badge';
import { Button } from '../../../ui/controls';
import { PixelCanvas, type Draw } from '../../../ui/PixelCanvas';
import { engineText } from '../../common/engineText';
import { JobBar } from '../../common/JobBar';
import { NetworkPicker } from '../../common/NetworkPicker';
import { PlaceSlider } from '../../common/PlaceSlider';
import { SeedField } from '../../common/SeedField';
import { Setting } from '../../common/Setting';
import { SourcePicker } from '../../common/SourcePicker';
import { classOptions } from '../classOptions';
import { ErrataList } from '../ErrataList';
import { Bar, Intro } from '../Headings';
import { digitRules } from '../state/digitRules';
import { DIGIT_RULES, STEPS } from '../state/digitRuleDefinitions';
import { placeInWords } from '../state/place';
import { StepCards } from '../StepCard';
import { DigitCard } from './DigitCard';
import { Moments } from './Moments';
import { DIGIT_ERRATA } from './texts';
import styles from './Digits.module.css';

const CLASSES = classOptions('any digit');

/** The sigma at which the additive process ends, and the t of equal SNR on the network's schedule. */
function additiveEnd(name: ScheduleName): { sigma: string; t: number } {
  const schedule = scheduleOf(name);
  const ratio = snr(additiveAsSchedule(schedule), schedule.T);
  return { sigma: Math.sqrt(1 / ratio).toFixed(2), t: timestepOfSnr(schedule, ratio) };
}

function Progress() {
  const { runs, progress } = useStore(digitRules.store);
  const engine = useStore(engineStatus, ({ status }) => status);
  const count = (kind: string): number => DIGIT_RULES.filter((rule) => runs[rule].kind === kind).length;
  const doneCount = count('done');
  if (doneCount === DIGIT_RULES.length) return null;
  const isStopped = count('stopped') > 0;
  const current = count('running') > 0 ? progress : null;
  const done = doneCount + (current ? current.step / current.steps : 0);
  const stepsPerSecond = current?.stepsPerSecond ?? NaN;
  const secondsLeft = ((DIGIT_RULES.length - done) * STEPS) / stepsPerSecond;
  const waiting = engine.kind === 'ready' ? 'asking the network …' : engineText(engine);
  return (
    <JobBar
      label="Rules that are done"
      progress={{ done, of: DIGIT_RULES.length, rate: [stepsPerSecond, 'steps'], secondsLeft }}
      text={progress || isStopped ? undefined : waiting}
    >
      <Button title="Space" onClick={isStopped ? digitRules.start : digitRules.stop}>
        {isStopped ? 'Go on' : 'Cancel'}
      </Button>
    </JobBar>
  );
}

const feedX0 = (draw: Draw) => inFrame(() => draw(digitRules.store.getState().x0), [digitRules.store]);

/** The digit that the additive rules start from. */
function StartingDigit() {
  const picture = useStore(source, (state) => state.picture);
  const x0 = useStore(digitRules.store, (state) => state.x0);
  return (
    <div className={styles.start}>
      <PixelCanvas label="The digit that the last three rules start from" feed={feedX0} />
      <div>
        <p>
          The last three start from this digit’s own x<sub>T</sub>: {picture.origin}.{' '}
          {x0 && (
            <>
              Its pixels: <Moments pixels={x0} />.
            </>
          )}
        </p>
        <div data-chrome>
          <SourcePicker />
        </div>
      </div>
    </div>
  );
}

/** Reverse rules with the network, on MNIST. */
export default function Digits() {
  useEffect(() => digitRules.follow(), []);
  const { label } = useView('label');
  const used = useStore(network, (state) => state.used);
  const why = whyNoClass(used);
  const end = useMemo(() => additiveEnd(used.schedule), [used.schedule]);
  return (
    <>
      <Intro
        title={
          <>
            Reverse rules on digits <Badge kind="live" by={creditOf(used)} />
          </>
        }
        about={
          <>
            The same rules with the network in the place of a formula, {STEPS} steps each: a rule that leaves
            steps out takes their betas together. The first five start from the same two noises. The network
            knows only the way down that it was trained on, so x<sub>t</sub> of the additive process is shown
            to it divided by √(1 + σ²), at the t of the same signal-to-noise ratio: its end, σ = {end.sigma},
            is the network’s t = {end.t}. The cards show it so, too; their equations have the additive
            process’s own x<sub>t</sub>.
          </>
        }
      >
        <Bar loose>
          <Setting
            field="label"
            prefix=""
            value={why === null ? label : ANY_DIGIT}
            options={CLASSES}
            disabled={why !== null}
            title={why ?? 'What the first five rules ask the network for; the last three ask for no class'}
          />
          <SeedField />
          <NetworkPicker />
          <Progress />
        </Bar>
      </Intro>
      <StartingDigit />
      <PlaceSlider label="t of the way back" words={placeInWords} />
      <StepCards className={styles.cards}>
        {DIGIT_RULES.map((rule) => (
          <DigitCard key={rule} rule={rule} />
        ))}
      </StepCards>
      <ErrataList
        title="What the founding text says, and what is true"
        about="The questions of the cards; an answer here opens the card, too."
        errata={DIGIT_ERRATA}
      />
    </>
  );
}
