// Unpacks the kit's large files, on the machine with the GPU.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

const here = import.meta.dirname;
for (const file of readdirSync(here, { recursive: true }).filter((name) => name.endsWith('.br')))
  writeFileSync(join(here, file.slice(0, -3)), brotliDecompressSync(readFileSync(join(here, file))));
writeFileSync(join(here, 'ready'), '');
