import { SCORES } from '../engine/protocol/score';
import type { ScoreName } from '../engine/protocol/score';
import { number, oneOf } from './viewFields';
import type { Field } from './viewFields';

/** What a link restores of the view Detect. */
export interface DetectState {
  detectScore: ScoreName;
  /** t that the picture is noised to, 1 ... 1000. */
  detectT: number;
}

export const DETECT_FIELDS: { readonly [K in keyof DetectState]: Field<DetectState[K]> } = {
  detectScore: oneOf('score', 'epsilon', SCORES),
  detectT: number('detectt', 250, 1, 1000),
};
