/** Where the page is served from; its weights and data lie below. */
export const baseUrl = (): string => new URL('.', document.baseURI).href;
