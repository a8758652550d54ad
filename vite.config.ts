import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { HEADERS } from './tools/headers.mjs';
import { offline } from './tools/offline.mjs';

/**
 * tfjs starts WebAssembly threads from the text of a function. Minified, that text names a variable from around the function, which a
 * thread does not have; it is of no use in a browser.
 */
const threadsFromText: Plugin = {
  name: 'tfjs-threads-from-text',
  transform(code, id) {
    if (!id.includes('tfjs-backend-wasm-threaded-simd.js')) return undefined;
    return [
      ['typeof _scriptDir !== "undefined" && _scriptDir', 'false'],
      ['Module["mainScriptUrlOrBlob"]||_scriptDir', 'Module["mainScriptUrlOrBlob"]'],
    ].reduce((text, [named, without]) => {
      if (!text.includes(named)) this.error(`${id} does not name its address as it did: ${named}`);
      return text.replace(named, without);
    }, code);
  },
};

/**
 * tfjs's GPU backends take all functions that tfjs-backend-cpu shares out of one object, so the bundler keeps all of them. Exported by
 * name, only those of the kernels in use stay.
 */
const sharedByName: Plugin = {
  name: 'tfjs-shared-by-name',
  transform(code, id) {
    if (!/tfjs-backend-web\w+\/dist\/kernel_utils\/shared\.js/.test(id)) return undefined;
    const parts = /import \* as shared from (.*);[^]*const \{([^}]*)\} = shared;/.exec(code);
    if (!parts) return this.error(`${id} does not name what it shares as it did.`);
    const [, source, names] = parts;
    return `export {${names.replaceAll(':', ' as')}} from ${source};`;
  },
};

interface ModuleGraph {
  getModuleInfo(id: string): { isEntry: boolean; importers: readonly string[] } | null;
}

/** Layers whose tests change nothing of their process: a thread a file will do, which starts faster than a process. */
const IN_THREADS = ['src/{app,data,features,state,ui}/**/*.test.{ts,tsx}'];
/** Mathematics alone, without state: all files of a process share their imports. */
const SHARED = ['src/diffusion/**/*.test.ts'];

/** Names one chunk for all that the page imports before it is shown: many small ones wait longer for the network than they load. */
function firstChunk(id: string, graph: ModuleGraph): string | null {
  const reached = new Set([id]);
  for (const each of reached) {
    const info = graph.getModuleInfo(each);
    if (info?.isEntry) return 'first';
    info?.importers.forEach((importer) => reached.add(importer));
  }
  return null;
}

export default defineConfig({
  // Relative, so that dist/ works from any static path.
  base: './',
  plugins: [react(), offline],
  // Class names say where they come from (`edit/Controls.module.css` and `row` make `edit-Controls-row`) and compress better than hashes.
  css: {
    modules: {
      generateScopedName: (name, file) =>
        `${file.split('?')[0].split('/').slice(-2).join('-').replace('.module.css', '')}-${name}`,
    },
  },
  worker: { format: 'es', plugins: () => [threadsFromText, sharedByName] },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: firstChunk }],
        },
      },
    },
  },
  preview: { headers: HEADERS },
  test: {
    setupFiles: 'src/arrays.test-setup.ts',
    environment: 'node',
    testTimeout: 60_000,
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { name: 'threads', include: IN_THREADS, pool: 'threads' } },
      { extends: true, test: { name: 'shared', include: SHARED, isolate: false } },
      {
        extends: true,
        test: { name: 'processes', include: ['src/**/*.test.{ts,tsx}'], exclude: [...IN_THREADS, ...SHARED] },
      },
    ],
  },
});
