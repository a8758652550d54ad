import { useEffect } from 'react';
import { Dices } from 'lucide-react';
import { useStore } from 'zustand';
import { runsOnDigits } from '../../../diffusion/bugs/names';
import { fixed } from '../../../diffusion/numbers/formatNumber';
import type { ViewState } from '../../../state/link/fields/table';
import { BUG_NAMES } from '../../../state/link/fields/bugs';
import { ANY_DIGIT, nextSeed } from '../../../state/link/fieldKinds';
import { useView } from '../../../state/link/useView';
import { patchView } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import { whyNoClass } from '../../../state/network/usedNetwork';
import { Button } from '../../../ui/controls';
import { Term } from '../../common/glossary/Term';
import { useIsHidden } from '../../common/useIsHidden';
import { JobBar } from '../../common/JobBar';
import { AtLevel } from '../../common/setting/AtLevel';
import { NetworkPicker } from '../../common/setting/NetworkPicker';
import { Setting } from '../../common/setting/Setting';
import { classOptions } from '../classOptions';
import { Experiment } from '../Experiment';
import { bugParticles } from '../state/bugParticles';
import { bugs, shownBug } from '../state/bugs';
import { TEXTS as LAB } from '../texts';
import { Code } from './CodePanel';
import { DigitsPanel } from './DigitsPanel';
import { Panel } from './Panel';
import { ParticlesPanel } from './ParticlesPanel';
import { Riddle, useRiddleAnswer } from './Riddle';
import { BUG_WORDS, TEXTS } from './texts';
import styles from './Bugs.module.css';

const CLASSES = classOptions(LAB.digits.anyDigit);

function Settings() {
  const { riddle, seed, label } = useView('riddle', 'seed', 'label');
  const why = whyNoClass(useStore(network, (state) => state.used));
  return (
    <>
      {!riddle && <Setting field="bug" />}
      <Setting field="riddle">{TEXTS.riddleSetting}</Setting>
      <Button title={TEXTS.anotherTitle} onClick={() => patchView({ seed: nextSeed(seed) })}>
        <Dices size={16} aria-hidden="true" /> {riddle ? TEXTS.anotherRiddle : TEXTS.another}
      </Button>
      <AtLevel from="course">
        <Setting
          field="label"
          prefix=""
          value={why === null ? label : ANY_DIGIT}
          options={CLASSES}
          disabled={why !== null}
          {...(why !== null && { title: why })}
        />
      </AtLevel>
      <AtLevel from="all">
        <Setting field="seed" />
      </AtLevel>
      <NetworkPicker />
    </>
  );
}

function Run() {
  const status = useStore(bugs.store, (state) => state.status);
  const { bug, riddle, seed } = useView('bug', 'riddle', 'seed');
  if (status.kind === 'done' || !runsOnDigits(shownBug({ bug, riddle, seed }))) return null;
  const isBusy = status.kind === 'running' || status.kind === 'waiting';
  const progress = status.kind === 'running' ? status.progress : null;
  return (
    <JobBar
      label={TEXTS.digits.progress}
      progress={progress ? { ...progress, secondsLeft: NaN } : isBusy ? 'unknown' : undefined}
    >
      <Button title={LAB.space} onClick={() => (isBusy ? bugs.stop() : bugs.start())}>
        {isBusy ? LAB.cancel : TEXTS.digits.draw}
      </Button>
    </JobBar>
  );
}

const words = ({ place }: ViewState): string => TEXTS.place(fixed(place / 10, 0));

/** Bugs that programs have had, each beside the same program without it. */
export default function Bugs() {
  useEffect(() => bugs.follow(), []);
  useEffect(() => bugParticles.follow(), []);
  const { bug: linked, riddle, seed } = useView('bug', 'riddle', 'seed');
  const bug = shownBug({ bug: linked, riddle, seed });
  const given = useRiddleAnswer(seed);
  // An exercise asks in its own bar.
  const isAsked = useIsHidden('bug');
  const answer = isAsked ? undefined : given;
  const isHidden = riddle && answer === undefined;
  const spoken = isHidden ? undefined : BUG_WORDS[bug].notice;
  const name = isHidden ? TEXTS.nameless : BUG_NAMES[bug];
  return (
    <Experiment
      title={LAB.tabs.bugs}
      story={<Term name="reverse">{isHidden ? TEXTS.riddleStory : TEXTS.story}</Term>}
      settings={<Settings />}
      run={<Run />}
      sliderLabel={TEXTS.slider}
      sliderWords={words}
    >
      <div className={styles.museum}>
        {spoken !== undefined && (
          <p className={styles.notice}>
            <b>{name}.</b> {spoken}
          </p>
        )}
        <ParticlesPanel bug={bug} seed={seed} name={name} spoken={spoken} />
        <DigitsPanel bug={bug} name={name} spoken={spoken} />
        <Panel id="bug-code" name={name} title={riddle ? TEXTS.riddleName : TEXTS.code.title}>
          {isAsked && riddle ? (
            <p>{TEXTS.asked}</p>
          ) : riddle ? (
            <Riddle bug={bug} seed={seed} answer={answer} />
          ) : (
            <Code bug={bug} />
          )}
        </Panel>
      </div>
    </Experiment>
  );
}
