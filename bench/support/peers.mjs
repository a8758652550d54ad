// What benches compare or measure with is large and only used there, so it has a package.json of its own.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * Installs the packages of bench/package.json (ONNX Runtime, jax-js, Dawn, Lighthouse), once.
 * @param {string} needed the package that the bench is about to import
 */
export function ensurePeers(needed) {
  if (existsSync(`bench/node_modules/${needed}`)) return;
  console.error('Installing what the bench needs, some 400 MB in bench/node_modules …');
  const { status } = spawnSync('npm', ['ci', '--prefix', 'bench', '--no-audit', '--no-fund'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0)
    throw new Error('They could not be installed. Run npm ci --prefix bench and look at what it says.');
}
