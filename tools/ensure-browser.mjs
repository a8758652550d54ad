// Makes sure that there is a browser before the end-to-end tests run, and prints which one it is.
import { ensureBrowser } from './browser.mjs';

try {
  const { path, version } = ensureBrowser();
  console.log(`Browser: ${version} (${path})`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
