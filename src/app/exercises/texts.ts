/** The words of the bar of an exercise. Those of the exercises stand in src/exercises/texts. */
export const TEXTS = {
  name: 'Exercise',
  place: (id: number, title: string, minutes: number, student: string): string =>
    [`Exercise ${id}`, title, `${minutes} minutes`, ...(student ? [`for ${student}`] : [])].join(' · '),
  check: 'Check',
  checking: 'Checking …',
  right: 'Right.',
  notYet: 'Not yet.',
  partly: (labels: string): string => `Right so far: ${labels}.`,
  hint: (text: string): string => `Hint: ${text}`,
  failed: (why: string): string => `The answers could not be checked. ${why}`,
  ofScreen: 'Check looks at the curve on the screen. Hand in the address of this page.',
  choose: 'choose',
  showPart: 'Go to what is asked about',
  restore: 'Set the view again',
  all: 'All exercises',
  leave: 'Leave the exercise',
} as const;
