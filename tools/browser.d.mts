export interface Browser {
  readonly path: string;
  readonly version: string;
}
export function findBrowser(): Browser | undefined;
export function ensureBrowser(): Browser;
