// usage: node shot.mjs name url [waitMs] [WxH] [dark] [script]
import { chromium } from 'playwright';
const [name, url, wait = '4000', size = '1366x641', scheme = 'light', js = ''] = process.argv.slice(2);
const [width, height] = size.split('x').map(Number);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium-headless-shell' });
const page = await (await browser.newContext({ viewport: { width, height }, colorScheme: scheme })).newPage();
page.on('console', (m) => m.type() === 'error' && console.log('console', m.text()));
page.on('pageerror', (e) => console.log('pageerror', e.message));
await page.addInitScript(() => localStorage.setItem('thousand-steps-tour', 'seen'));
await page.goto(`http://localhost:4503/${url}`);
const t0 = Date.now();
if (js) await eval(`(async () => { ${js} })()`);
else await page.waitForTimeout(Number(wait));
await page.screenshot({ path: `/tmp/w2/${name}.png` });
console.log('ms', Date.now() - t0, page.url());
await browser.close();
