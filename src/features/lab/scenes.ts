import type { Rule } from '../../diffusion/rules';
import { reaches } from '../../state/level';
import type { Level } from '../../state/link/fieldKinds';
import type { Experiment } from '../../state/link/fields/lab';
import type { ViewState } from '../../state/link/fields/table';
import { presentation } from '../../state/presentation';
import type { DigitRule } from './state/digitRuleDefinitions';

interface SceneInfo {
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
  ['founding', 'tape'],
];

/** From which level on a rule is shown. */
export const ruleLevel = (rule: Rule | DigitRule): Level =>
  ['ddpm-beta', 'additive', 'founding', 'tape'].includes(rule) ? 'course' : 'picture';

const rules: readonly SceneInfo[] = [
  { id: 'ddpm', title: 'DDPM' },
  { id: 'ddim', title: 'DDIM' },
  { id: 'no-noise', title: 'No fresh noise' },
  { id: 'mid-start', title: 'Start in the middle' },
  { id: 'additive', title: 'Additive noise' },
  { id: 'founding', title: 'Predicted or recorded noise' },
].map((scene) => ({ ...scene, level: ruleLevel(scene.id as Rule) }));

const mistake = (id: string): SceneInfo => ({
  id: `mistake-${id}`,
  title: 'A common mistake',
  level: 'course',
  isStill: true,
});
const ABOUT: SceneInfo = { id: 'about', title: 'How to read this', isStill: true };

/** What presenter mode shows one at a time, in the order of the page. It is known before the view is loaded. */
const SCENES: Readonly<Record<Experiment, readonly SceneInfo[]>> = {
  rules: [...rules, ABOUT, ...['reverse', 'no-noise', 'forward', 'beta', 'loss', 'index'].map(mistake)],
  digits: [
    { id: 'ddpm', title: 'DDPM' },
    { id: 'ddpm-beta', title: 'DDPM, larger variance', level: 'course' },
    { id: 'ddim', title: 'DDIM' },
    { id: 'no-noise', title: 'No fresh noise' },
    { id: 'mid-start', title: 'Start in the middle' },
    { id: 'additive', title: 'Additive noise', level: 'course' },
    { id: 'founding', title: 'Predicted noise', level: 'course' },
    { id: 'tape', title: 'Recorded noise', level: 'course' },
    { ...ABOUT, level: 'course' },
    ...['digits-no-noise', 'digits-founding'].map(mistake),
  ],
  exact: [
    { id: 'stage', title: 'Exact and network' },
    { id: 'weights', title: 'Its weights' },
    { id: 'equation', title: 'Its equation', level: 'course' },
    { id: 'loss-train', title: 'Loss on known digits', level: 'course' },
    { id: 'loss-test', title: 'Loss on new digits', level: 'course' },
    { id: 'samples', title: 'What it draws', isStill: true },
  ],
  bound: [
    { id: 'terms', title: 'Each term' },
    { id: 'totals', title: 'The bound', isStill: true },
    { id: 'equation', title: 'One term', level: 'course' },
    { id: 'notice', title: 'What to notice', isStill: true },
    { id: 'sum', title: 'Running sum', level: 'course' },
    { id: 'weight', title: 'Weights', level: 'course' },
  ],
};

/** The scenes of the open experiment at the level of the page. */
export const scenesOf = ({ experiment, level }: Pick<ViewState, 'experiment' | 'level'>) =>
  SCENES[experiment].filter((scene) => reaches(level, scene.level ?? 'picture'));

/** Whether presenter mode shows a scene in which the slider moves something. */
export const sceneHasSlider = (state: ViewState, scene = presentation.getState().scene): boolean =>
  scenesOf(state).at(scene)?.isStill !== true;
