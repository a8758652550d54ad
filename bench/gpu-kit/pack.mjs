// npm run gpu-kit [-- --check]: makes .gpu/, which runs on an x86-64 Linux machine that has a GPU and nothing else installed.
//   --check  tries it here afterwards, quickly, on the software Vulkan that comes with Chromium
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';
import { findBrowser } from '../../tools/browser.mjs';
import { ensurePeers } from '../support/peers.mjs';
import { checkReport } from './checkReport.mjs';

const TO = '.gpu';
const MOST_MEGABYTES = 60;
const KIT = 'bench/gpu-kit';
const DAWN = 'bench/node_modules/webgpu';
const DATA = ['train-0', 'train-1', 'test'].map((name) => `data/${name}.bin`);
/** Where each file of public/ comes from. */
const PUBLIC = {
  'models/shipped.safetensors': 'public/models/shipped.safetensors',
  'models/classifier.safetensors': 'public/models/classifier.safetensors',
  'classifier14.safetensors': 'tools/pretrain/classifier14.safetensors',
  'fixture.safetensors': 'src/model/fixtures/shipped.safetensors',
  ...Object.fromEntries(DATA.map((file) => [file, `public/${file}`])),
};

const output = (command, ...args) => execFileSync(command, args, { encoding: 'utf8' }).trim();
const inKit = (...path) => {
  const file = join(TO, ...path);
  mkdirSync(dirname(file), { recursive: true });
  return file;
};

/** The bytes of a program without its symbols, if there is a tool that takes them out. */
function stripped(file) {
  const copy = inKit('stripped');
  copyFileSync(file, copy);
  spawnSync('strip', ['-s', copy], { stdio: 'ignore' });
  const bytes = readFileSync(copy);
  rmSync(copy);
  return bytes;
}

const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 9,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });

/** Where Chromium is: it comes with a Vulkan loader and with a driver that computes on the CPU. */
const chromiumFolders = () => [dirname(findBrowser()?.path ?? ''), '/usr/lib/chromium'];
const LIBRARY_FOLDERS = ['/usr/lib/x86_64-linux-gnu', '/lib/x86_64-linux-gnu', '/usr/lib64', '/lib64'];

/** Copies a library that a machine may lack, from the first of some folders that has it. */
function copyLibrary(name, folders) {
  const file = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (file) copyFileSync(file, inKit('lib', name, name));
  else console.error(`${name} was not found to go with the kit: the other machine needs its own.`);
}

const sizeOf = (folder) =>
  readdirSync(folder, { recursive: true })
    .map((name) => statSync(join(folder, name)))
    .reduce((sum, stats) => sum + (stats.isFile() ? stats.size : 0), 0);

async function pack() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('The kit takes its Node from this machine, so it is made on x86-64 Linux.');
  ensurePeers('webgpu');
  if (!DATA.every((file) => existsSync(`public/${file}`))) execFileSync('npm', ['run', '--silent', 'data']);
  rmSync(TO, { recursive: true, force: true });
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external: ['webgpu'] },
    build: {
      ssr: true,
      target: 'node20',
      outDir: join(TO, 'bench/kit'),
      rolldownOptions: {
        external: [/^onnxruntime-web/], // the kit does not ask it: it takes more than a minute to start
        input: {
          kit: `${KIT}/kit.mjs`,
          probe: `${KIT}/probe.mjs`,
          dawn: 'bench/support/probes/dawn.mjs',
          dawnTraining: 'bench/support/probes/dawnTraining.mjs',
        },
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
  for (const [to, from] of Object.entries(PUBLIC)) copyFileSync(from, inKit('public', to));
  for (const file of ['run.sh', 'unpack.mjs']) copyFileSync(`${KIT}/${file}`, inKit(file));
  chmodSync(inKit('run.sh'), 0o755);
  writeFileSync(inKit('node.gz'), gzipSync(stripped(process.execPath), { level: 9 }));
  const native = 'dist/linux-x64/dawn.node';
  for (const file of ['package.json', 'index.js'])
    copyFileSync(join(DAWN, file), inKit('node_modules/webgpu', file));
  writeFileSync(inKit('node_modules/webgpu', `${native}.br`), brotli(stripped(join(DAWN, native))));
  copyLibrary('libvulkan.so.1', [...chromiumFolders(), ...LIBRARY_FOLDERS]);
  for (const name of ['libstdc++.so.6', 'libgcc_s.so.1']) copyLibrary(name, LIBRARY_FOLDERS);
  const about = {
    commit: output('git', 'describe', '--always', '--dirty'),
    dawn: JSON.parse(readFileSync(join(DAWN, 'package.json'), 'utf8')).version,
    peers: ['jax'],
  };
  writeFileSync(inKit('bench/kit/about.json'), JSON.stringify(about));
  const megabytes = sizeOf(TO) / 1e6;
  console.log(`${TO}: ${megabytes.toFixed(0)} MB. On the machine with the GPU: sh ${TO}/run.sh`);
  if (megabytes > MOST_MEGABYTES) throw new Error(`The kit has more than ${MOST_MEGABYTES} MB.`);
}

/** Runs the kit quickly on the Vulkan driver that computes on the CPU. */
function check() {
  const driver = chromiumFolders()
    .map((each) => join(each, 'vk_swiftshader_icd.json'))
    .find((path) => existsSync(path));
  if (!driver) throw new Error('There is no vk_swiftshader_icd.json beside the browser: no software Vulkan.');
  const env = { ...process.env, VK_ICD_FILENAMES: driver, VK_DRIVER_FILES: driver };
  const { status } = spawnSync('sh', [join(TO, 'run.sh'), '--quick'], { env, stdio: 'inherit' });
  if (status !== 0) throw new Error(`run.sh ended with ${status}.`);
  const problems = checkReport(JSON.parse(readFileSync(join(TO, 'gpu.json'), 'utf8')));
  if (problems.length > 0) throw new Error(problems.join('\n'));
  console.log('The quick run is complete and its numbers are sane.');
}

const unknown = process.argv.slice(2).find((flag) => flag !== '--check');
if (unknown) {
  console.error(`${unknown} is not an option. Usage: npm run gpu-kit [-- --check]`);
  process.exit(2);
}
try {
  await pack();
  if (process.argv.includes('--check')) check();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
