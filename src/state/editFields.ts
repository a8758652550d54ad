import { oneOf } from './viewFields';
import type { Field } from './viewFields';

/** What can be done with a picture. */
export const EDITS = ['denoise', 'inpaint', 'restyle', 'change', 'between'] as const;
export type Edit = (typeof EDITS)[number];

/** What a link restores of the view Edit. */
export interface EditState {
  edit: Edit;
}

export const EDIT_FIELDS: { readonly [K in keyof EditState]: Field<EditState[K]> } = {
  edit: oneOf('edit', 'denoise', EDITS),
};
