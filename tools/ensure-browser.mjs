// Makes sure that a browser is there before the end-to-end tests run, and says which one it is.
import { ensureBrowser } from './browser.mjs';

try {
  const { path, version } = ensureBrowser();
  console.log(`Browser: ${version} (${path})`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
