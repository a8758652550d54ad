/** What goes wrong with a picture file or with the files of digits: each the fact, then what the reader can do. */
export const PROBLEMS = {
  blank: [
    'There is no digit to be seen in this picture.',
    'Use a picture of one digit, dark on a light ground or light on a dark one.',
  ],
  tooManyPixels: (
    format: string | undefined,
    width: number,
    height: number,
    millions: string,
    most: string,
  ) => [
    `This ${format ? `${format} ` : ''}picture is ${width} x ${height} pixels, ${millions} million; at most ${most} million can be read.`,
    'Save it smaller: a few hundred pixels on each side are enough.',
  ],
  emptyFile: ['This file is empty: it has 0 bytes.', 'Choose another file, or save it again.'],
  tooManyBytes: (megabytes: string, most: number) => [
    `This file has ${megabytes} MB; at most ${most} MB can be read.`,
    'Save the picture smaller, or take a screenshot of it.',
  ],
  unreadable: ['This file could not be read.', 'Choose it again: it may have been moved, or it is a folder.'],
  svg: [
    'This is an SVG drawing, which is not made of pixels.',
    'Export it as PNG, or take a screenshot of it.',
  ],
  notAnImage: (type: string) => [
    type === ''
      ? 'This file is not an image that browsers can read.'
      : `This file is not an image: its type is ${type}.`,
    'Use a PNG, JPEG, WebP, GIF, BMP or AVIF file.',
  ],
  heic: ['This browser cannot read HEIC pictures.', 'Save it as JPEG or PNG.'],
  undecodable: (format: string) => [
    `This ${format} file cannot be read: it is damaged, or a part of it is missing.`,
    'Download or save it again, or take a screenshot of it.',
  ],

  // The files of digits
  missing: (name: string, status: number, isOwn: boolean) => [
    `The server does not have the file of digits ${name} (HTTP ${status}).`,
    isOwn ? 'Reload the page.' : 'Reload the page. If you run it yourself: `npm run data` writes the file.',
  ],
  unreachable: (name: string) => [
    `The file of digits ${name} could not be downloaded.`,
    'Check the connection and try again. What is already here keeps working.',
  ],
  truncated: (name: string, detail: string) => [
    `The file of digits ${name} is damaged: ${detail}.`,
    'Load it again. If that does not help, the copy on the server is damaged.',
  ],
  wrongPack: (name: string, detail: string, isOwn: boolean) => [
    `The file of digits ${name} is not the one that this page expects: ${detail}.`,
    isOwn
      ? 'Reload the page.'
      : 'Reload the page. If you run it yourself: `npm run data` writes the file again.',
  ],
} as const satisfies Record<string, Problem | ((...args: never[]) => Problem)>;

/** The fact and the remedy, a sentence each. */
type Problem = readonly [message: string, remedy: string];
