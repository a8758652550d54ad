import { flag, oneOf, shown } from '../fieldKinds';

/** How many of MNIST's training digits the exact denoiser may know, and how many its losses are measured on. */
const EXACT_SIZES = [10_000, 60_000] as const;
const EXACT_COUNTS = [16, 64, 128, 256] as const;

/** What a link restores of the exact denoiser. */
export const EXACT_FIELDS = {
  /** Training digits that it knows. */
  exactDigits: shown(oneOf('known', 10_000, EXACT_SIZES), {
    label: 'Training digits that the exact denoiser knows',
    prefix: '',
    level: 'course',
    options: [
      { value: 10_000, label: '10,000 known digits', title: 'The first 10,000' },
      {
        value: 60_000,
        label: '60,000 known digits',
        title: 'All of MNIST’s training digits: 9.6 MB to download, and more memory',
      },
    ],
  }),
  /** Digits that the losses by t are measured on. */
  exactCount: shown(oneOf('measured', 64, EXACT_COUNTS), {
    label: 'Digits measured',
    prefix: 'on',
    level: 'course',
    options: EXACT_COUNTS.map((value) => ({ value, label: `${value} digits` })),
  }),
  /** Whether it and the network know the classes of those. */
  exactTold: shown(flag('labelled'), {
    label: 'Classes known',
    noticeName: '',
    level: 'all',
    options: [
      { value: false, label: 'without the class', title: 'Neither knows the class' },
      { value: true, label: 'with the class', title: 'Both know the class of every digit' },
    ],
  }),
};
