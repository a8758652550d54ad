import { useEffect } from 'react';
import { useStore } from 'zustand';
import { Dices } from 'lucide-react';
import { RULES } from '../../diffusion/rules';
import { nextSeed } from '../../state/link/fieldKinds';
import { patchView, view } from '../../state/link/view';
import { T } from '../../state/picture/forwardPath';
import { Button } from '../../ui/controls';
import { AtLevel } from '../common/setting/AtLevel';
import { JobBar } from '../common/JobBar';
import { Term } from '../common/glossary/Term';
import { BlindCards, useBlindRules } from './BlindCards';
import { Experiment, PartHeading } from './Experiment';
import { LabScene } from './LabScene';
import { MistakeList } from './MistakeList';
import { MISTAKES } from './mistakes';
import { RuleCard } from './RuleCard';
import { RULE_SCENES, ruleLevel } from './scenes';
import { particles, PARTICLES } from './state/particles';
import { placeInWords } from './state/place';
import { StepCards } from './StepCard';
import { TEXTS } from './texts';
import lab from './Lab.module.css';
import styles from './Rules.module.css';

function Run() {
  const runs = useStore(particles.store, (state) => state.runs);
  const seed = useStore(view, (state) => state.seed);
  const doneCount = RULES.filter((rule) => runs[rule].kind === 'done').length;
  const running = RULES.map((rule) => runs[rule]).find(({ kind }) => kind === 'running');
  const hasBegun = RULES.some((rule) => runs[rule].times.length > 0);
  // The particles are where the last density is.
  const share = running ? 1 - (running.times.at(-1) ?? T) / T : 0;
  return (
    <>
      <Button onClick={() => patchView({ seed: nextSeed(seed) })} title={TEXTS.rules.anotherTitle}>
        <Dices size={16} aria-hidden="true" /> {TEXTS.rules.another}
      </Button>
      {doneCount < RULES.length && (
        <JobBar
          label={TEXTS.rulesDone}
          progress={{ done: doneCount + share, of: RULES.length, secondsLeft: NaN }}
          text={running && !hasBegun ? TEXTS.engineStarts : undefined}
        >
          <Button title={TEXTS.space} onClick={running ? particles.stop : particles.start}>
            {running ? TEXTS.cancel : TEXTS.goOn}
          </Button>
        </JobBar>
      )}
    </>
  );
}

/** Reverse rules where everything is known: two modes on a line, and the exact denoiser. */
export default function Rules() {
  useEffect(() => particles.follow(), []);
  const blind = useBlindRules();
  return (
    <Experiment
      title={TEXTS.tabs.rules}
      story={<Term name="reverse">{TEXTS.rules.story(PARTICLES)}</Term>}
      run={<Run />}
      sliderLabel={TEXTS.tOfPictures}
      sliderWords={placeInWords}
    >
      {blind.length > 0 && <BlindCards className={styles.cards} rules={blind} />}
      {blind.length === 0 && (
        <StepCards className={styles.cards}>
          {RULE_SCENES.map((rules) => (
            <LabScene key={rules[0]} id={rules[0]} className={styles.scene}>
              {rules.map((rule) => (
                <AtLevel key={rule} from={ruleLevel(rule)}>
                  <RuleCard rule={rule} />
                </AtLevel>
              ))}
            </LabScene>
          ))}
        </StepCards>
      )}
      <LabScene id="about">
        <PartHeading title={TEXTS.howToRead} />
        <div className={lab.prose}>
          <p>{TEXTS.rules.about}</p>
          <AtLevel from="course">
            <p>{TEXTS.rules.aboutMath}</p>
          </AtLevel>
        </div>
      </LabScene>
      {blind.length === 0 && <MistakeList mistakes={MISTAKES} />}
    </Experiment>
  );
}
