import { availableParallelism } from 'node:os';
import { defineConfig } from 'playwright/test';
import { findBrowser } from './tools/browser.mjs';

/** As root Chromium needs --no-sandbox; the rest stops requests of the browser's own. */
const quiet = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];

// Resolved once: workers read this file again, with this variable set.
const executablePath = process.env.PW_CHROMIUM ?? findBrowser()?.path;
if (executablePath) process.env.PW_CHROMIUM = executablePath;

const launch = (...flags: string[]) => ({
  args: [...quiet, ...flags],
  ...(executablePath ? { executablePath } : {}),
});

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  reporter: 'list',
  retries: process.env.CI ? 1 : 0, // on a machine that others use too; the last lines of `npm test` tell how many needed it
  workers: Math.min(2, availableParallelism()), // half of a test is waiting: two at once take two thirds of the time
  fullyParallel: true,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: process.env.E2E_URL,
    viewport: { width: 1440, height: 900 },
    // Kept files would arrive where a test loses them; e2e/offline.spec.ts allows it.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
  },
  webServer: { command: 'node tools/serve.mjs', wait: { stdout: /(?<e2e_url>http:\S+)/ } },
  projects: [
    {
      // The software adapter does about 40 million multiply-adds a second: few steps, long time-outs, one at a time, and first,
      // so that the other worker never waits for the last of them.
      name: 'webgpu',
      testMatch: '**/*.webgpu.spec.ts',
      timeout: 300_000,
      workers: 1,
      use: {
        launchOptions: launch(
          '--enable-unsafe-webgpu',
          '--use-webgpu-adapter=swiftshader',
          // Zeroing a workgroup's variables is a loop in the shader then. The adapter's own way is a store for each number of an array,
          // and compiling those took half of these tests.
          '--disable-dawn-features=use_vulkan_zero_initialize_workgroup_memory_extension',
        ),
      },
    },
    {
      name: 'cpu path',
      testIgnore: '**/*.webgpu.spec.ts',
      use: { launchOptions: launch() },
    },
  ],
});
