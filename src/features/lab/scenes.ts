import type { Rule } from '../../diffusion/rules';
import { reaches } from '../../state/level';
import type { Level } from '../../state/link/fieldKinds';
import type { Experiment } from '../../state/link/fields/lab';
import type { ViewState } from '../../state/link/fields/table';
import { PAGE_TEXTS } from './pageTexts';
import type { DigitRule } from './state/digitRuleDefinitions';

const { scenes: TITLES } = PAGE_TEXTS;

interface LabScene {
  readonly id: string;
  readonly title: string;
  /** From which level on it is shown. */
  readonly level?: Level;
  /** The slider moves nothing in it. */
  readonly isStill?: true;
}

/** Cards that presenter mode shows beside each other. */
export const RULE_SCENES: readonly (readonly [Rule, ...Rule[]])[] = [
  ['ddpm', 'ddpm-beta'],
  ['ddim', 'ddim-20'],
  ['no-noise'],
  ['mid-start'],
  ['additive'],
  ['naive', 'tape'],
];

/** From which level on a rule is shown. */
export const ruleLevel = (rule: Rule | DigitRule): Level =>
  ['ddpm-beta', 'additive', 'naive', 'tape'].includes(rule) ? 'course' : 'picture';

const rules: readonly LabScene[] = [
  { id: 'ddpm', title: TITLES.ddpm },
  { id: 'ddim', title: TITLES.ddim },
  { id: 'no-noise', title: TITLES.noNoise },
  { id: 'mid-start', title: TITLES.midStart },
  { id: 'additive', title: TITLES.additive },
  { id: 'naive', title: TITLES.naiveAndTape },
].map((scene) => ({ ...scene, level: ruleLevel(scene.id as Rule) }));

const mistakes = (titles: Readonly<Record<string, string>>): readonly LabScene[] =>
  Object.entries(titles).map(([id, title]) => ({
    id: `mistake-${id}`,
    title,
    level: 'course',
    isStill: true,
  }));
const ABOUT: LabScene = { id: 'about', title: TITLES.about, isStill: true };

/** What presenter mode shows one at a time, in the order of the page. It is known before the view is loaded. */
const SCENES: Readonly<Record<Experiment, readonly LabScene[]>> = {
  rules: [ABOUT, ...rules, ...mistakes(TITLES.mistakes)],
  digits: [
    { id: 'ddpm', title: TITLES.ddpm },
    { id: 'ddpm-beta', title: TITLES.ddpmBeta, level: 'course' },
    { id: 'ddim', title: TITLES.ddim },
    { id: 'no-noise', title: TITLES.noNoise },
    { id: 'mid-start', title: TITLES.midStart },
    { id: 'additive', title: TITLES.additive, level: 'course' },
    { id: 'naive', title: TITLES.naive, level: 'course' },
    { id: 'tape', title: TITLES.tape, level: 'course' },
    { ...ABOUT, level: 'course' },
    ...mistakes(TITLES.digitMistakes),
  ],
  exact: [
    { id: 'stage', title: TITLES.exactStage },
    { id: 'weights', title: TITLES.exactWeights },
    { id: 'equation', title: TITLES.exactEquation, level: 'course' },
    { id: 'loss-train', title: TITLES.lossTrain, level: 'course' },
    { id: 'loss-test', title: TITLES.lossTest, level: 'course' },
    { id: 'samples', title: TITLES.samples, isStill: true },
  ],
  bound: [
    { id: 'terms', title: TITLES.terms },
    { id: 'totals', title: TITLES.totals, isStill: true },
    { id: 'equation', title: TITLES.term, level: 'course' },
    { id: 'notice', title: TITLES.notice, isStill: true },
    { id: 'sum', title: TITLES.sum, level: 'course' },
    { id: 'weight', title: TITLES.weights, level: 'course' },
  ],
  derivation: Object.entries(TITLES.derivation).map(([id, title]) => ({
    id,
    title,
    ...(id === 'terms' && { isStill: true as const }),
  })),
  bugs: Object.entries(TITLES.bugs).map(([id, title]) => ({
    id,
    title,
    ...(id === 'bug-code' && { isStill: true as const }),
  })),
};

/** The scenes of the open experiment at the level of the page. */
export const scenesOf = ({ experiment, level }: Pick<ViewState, 'experiment' | 'level'>) =>
  SCENES[experiment].filter((scene) => reaches(level, scene.level ?? 'picture'));

/** Whether presenter mode shows a scene in which the slider moves something. */
export const sceneHasSlider = (state: ViewState): boolean =>
  scenesOf(state).at(state.scene)?.isStill !== true;
