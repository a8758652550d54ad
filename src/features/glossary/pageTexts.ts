/** Words of the view that the page needs before the view is loaded. */
export const PAGE_TEXTS = {
  name: 'Glossary',
  title: 'The words of diffusion, each in two sentences',
} as const;
