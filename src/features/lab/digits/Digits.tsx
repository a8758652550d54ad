import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { additiveAsSchedule } from '../../../diffusion/forward';
import { snr, timestepOfSnr, type ScheduleName } from '../../../diffusion/schedule';
import { fixed } from '../../../diffusion/numbers/formatNumber';
import { engineStatus } from '../../../state/engine/pageEngine';
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
import { AtLevel } from '../../common/setting/AtLevel';
import { engineText } from '../../common/engineText';
import { JobBar } from '../../common/JobBar';
import { NetworkPicker } from '../../common/setting/NetworkPicker';
import { SeedField } from '../../common/setting/SeedField';
import { Setting } from '../../common/setting/Setting';
import { SourcePicker } from '../../common/picture/SourcePicker';
import { Term } from '../../common/glossary/Term';
import { classOptions } from '../classOptions';
import { Experiment, PartHeading } from '../Experiment';
import { LabScene } from '../LabScene';
import { MistakeList } from '../MistakeList';
import { DIGIT_MISTAKES } from '../mistakes';
import { ruleLevel } from '../scenes';
import { digitRules } from '../state/digitRules';
import { DIGIT_RULES, STEPS } from '../state/digitRuleDefinitions';
import { placeInWords } from '../state/place';
import { StepCards } from '../StepCard';
import { TEXTS } from '../texts';
import { DigitCard } from './DigitCard';
import { Moments } from './Moments';
import lab from '../Lab.module.css';
import styles from './Digits.module.css';

const CLASSES = classOptions(TEXTS.digits.anyDigit);

/** The sigma at which the additive process ends, and the t of equal SNR on the network's schedule. */
function additiveEnd(name: ScheduleName): { sigma: string; t: number } {
  const schedule = scheduleOf(name);
  const ratio = snr(additiveAsSchedule(schedule), schedule.T);
  return { sigma: fixed(Math.sqrt(1 / ratio), 2), t: timestepOfSnr(schedule, ratio) };
}

function Run() {
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
  const waiting = engine.kind === 'ready' ? TEXTS.digits.asking : engineText(engine);
  return (
    <JobBar
      label={TEXTS.rulesDone}
      progress={{ done, of: DIGIT_RULES.length, rate: [stepsPerSecond, TEXTS.digits.steps], secondsLeft }}
      text={progress || isStopped ? undefined : waiting}
    >
      <Button title={TEXTS.space} onClick={isStopped ? digitRules.start : digitRules.stop}>
        {isStopped ? TEXTS.goOn : TEXTS.cancel}
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
      <PixelCanvas label={TEXTS.digits.start} feed={feedX0} />
      <p>
        {TEXTS.digits.startFrom(picture.origin)}{' '}
        {x0 && (
          <>
            {TEXTS.digits.pixels} <Moments pixels={x0} />.
          </>
        )}
      </p>
    </div>
  );
}

function Settings() {
  const { label } = useView('label');
  const used = useStore(network, (state) => state.used);
  const why = whyNoClass(used);
  return (
    <>
      <span>
        <Setting
          field="label"
          prefix=""
          value={why === null ? label : ANY_DIGIT}
          options={CLASSES}
          disabled={why !== null}
          title={why ?? TEXTS.digits.classTitle}
        />
        <Term name="class" />
      </span>
      <AtLevel from="course">
        <SeedField />
        <SourcePicker />
      </AtLevel>
      <NetworkPicker />
    </>
  );
}

/** Reverse rules with the network, on MNIST. */
export default function Digits() {
  useEffect(() => digitRules.follow(), []);
  const used = useStore(network, (state) => state.used);
  const end = useMemo(() => additiveEnd(used.schedule), [used.schedule]);
  return (
    <Experiment
      title={TEXTS.tabs.digits}
      story={<Term name="reverse">{TEXTS.digits.story(STEPS)}</Term>}
      badge={<Badge kind="live" by={creditOf(used)} />}
      settings={<Settings />}
      run={<Run />}
      sliderLabel={TEXTS.tOfPictures}
      sliderWords={placeInWords}
    >
      <StepCards className={styles.cards}>
        {DIGIT_RULES.map((rule) => (
          <AtLevel key={rule} from={ruleLevel(rule)}>
            <LabScene id={rule}>
              <DigitCard rule={rule} />
            </LabScene>
          </AtLevel>
        ))}
      </StepCards>
      <AtLevel from="course">
        <LabScene id="about">
          <PartHeading title={TEXTS.howToRead} />
          <div className={lab.prose}>
            <p>{TEXTS.digits.about}</p>
            <p>{TEXTS.digits.aboutAdditive(end.sigma, end.t)}</p>
            <StartingDigit />
          </div>
        </LabScene>
      </AtLevel>
      <MistakeList mistakes={DIGIT_MISTAKES} />
    </Experiment>
  );
}
