// Share of generated digits of 14 x 14 that a classifier reads as the class asked for: tsx accuracy14.mjs FILE
import { readFile } from 'node:fs/promises';
import { openBackend } from '../../../src/model/openBackend.ts';
import { startTfjs } from '../../../src/model/backends/onCpu.ts';
import { accuracyOf } from '../accuracy.mjs';

const CLASSIFIER = 'tools/pretrain/classifier14.safetensors';
const SIDE = 14;

/** A buffer with only the bytes of a file: Node's buffers may be parts of larger ones. */
const bytesOf = async (file) => new Uint8Array(await readFile(file)).buffer;

const file = process.argv[2];
const pictures = new Float32Array(await bytesOf(file));
const labels = new Uint8Array(await bytesOf(`${file}.labels`));
await openBackend({ wanted: 'wasm' });
await startTfjs();
const accuracy = await accuracyOf(await bytesOf(CLASSIFIER), pictures, labels, SIDE);
process.stdout.write(`${accuracy}\n`);
