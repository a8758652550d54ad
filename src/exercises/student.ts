/** A name or ID of a student as links and sheets have it: it begins with a letter or a digit, and is a file's name anywhere. */
export const STUDENT = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._@-]{0,63}$/u;
