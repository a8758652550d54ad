import { figures } from '../../diffusion/numbers/formatNumber';
import type { Key, Task } from '../../exercises/task';

/** The exercises of a student, with their right answers, where these are wanted. */
export interface Sheet {
  readonly student: string;
  readonly entries: readonly { readonly task: Task; readonly keys: readonly Key[] }[];
}

/** The address at which a student's exercise opens. @param page where the page is served, ending in a slash */
export function addressOf({ id, student }: Task, page: string): string {
  const params = new URLSearchParams({ exercise: String(id), student });
  return `${page}?${params.toString()}`;
}

/** A number for another program: seven figures, far more than any tolerance. */
export const exact = (value: number | string): string =>
  typeof value === 'number' ? String(Number(value.toPrecision(7))) : value;

/** A tolerance for people. */
export const tolerance = (value: number): string => figures(value, 2);

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as HTML and XML have it. */
export const escaped = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character]);
