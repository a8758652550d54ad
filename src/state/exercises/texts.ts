/** The words of notices about exercises. */
export const TEXTS = {
  noExercise: (id: number, nearest: number, all: string): string =>
    `There is no exercise ${id}. This is exercise ${nearest}; there are ${all}.`,
} as const;
