import type { PluginOption } from 'vite';
export const offline: PluginOption;
