/** The sentences of a text; their punctuation stays with them. */
export const sentencesOf = (text: string): string[] =>
  text.match(/[^.?!]+(?:\.\d[^.?!]*)*[.?!](?=\s|$)/g) ?? [];
