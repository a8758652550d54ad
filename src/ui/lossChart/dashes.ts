/** How the smoothed lines of other runs are told apart. */
export const DASHES = ['7 3', '2 3', '9 3 2 3'];
