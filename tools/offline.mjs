// How the page is kept in the browser: all that is small at the first visit, the large packs of digits once they have been used.
import { VitePWA } from 'vite-plugin-pwa';

/** Packs that are larger than all the rest of the page. */
const LARGE = 'data/{train-1,train-2,test}.bin';

export const offline = VitePWA({
  // A new version waits until the reader takes it: nothing changes under a lecture or a training.
  registerType: 'prompt',
  injectRegister: false,
  manifest: {
    name: 'Thousand Steps',
    short_name: 'Thousand Steps',
    description: 'A real diffusion model (DDPM) in a browser tab: scrub, draw, train and look inside.',
    start_url: './',
    scope: './',
    display: 'standalone',
    background_color: '#faf8f4',
    theme_color: '#1d1c1a',
    icons: [{ src: 'icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any maskable' }],
  },
  workbox: {
    globPatterns: ['**/*.{html,js,css,woff2,wasm,svg,png,json,bin,safetensors}'],
    globIgnores: [LARGE, 'sw.js', 'workbox-*.js'],
    maximumFileSizeToCacheInBytes: 8_000_000,
    // The state is in the query; all of it is the same page.
    ignoreURLParametersMatching: [/./],
    navigateFallback: null,
    // What the first visit asks for from then on is kept, too.
    clientsClaim: true,
    cleanupOutdatedCaches: true,
    runtimeCaching: [
      {
        urlPattern: ({ url }) => url.pathname.endsWith('.bin'),
        handler: 'CacheFirst',
        options: { cacheName: 'packs' },
      },
    ],
  },
});
