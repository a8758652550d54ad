/** Every rule says why it is there. tsconfig references already reject wrong-way imports between layers. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle cannot be read, tested or removed piece by piece.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'diffusion-is-pure',
      comment: 'The mathematics must run anywhere, so it imports nothing outside itself.',
      severity: 'error',
      from: { path: '^src/diffusion', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^src/diffusion' },
    },
    {
      name: 'tensors-stay-in-the-worker',
      comment: 'Tensors live in model and engine/worker, so the main bundle holds no tfjs.',
      severity: 'error',
      from: { pathNot: ['^src/model', '^src/engine/worker', '\\.test\\.ts$'] },
      to: { path: 'node_modules/@tensorflow' },
    },
    {
      name: 'react-stays-in-views',
      comment: 'The engine and the mathematics must not know how they are drawn.',
      severity: 'error',
      from: { path: '^src/(diffusion|model|engine|data|cli)' },
      to: { path: 'node_modules/(react|react-dom|recharts)/' },
    },
    {
      name: 'no-feature-imports-a-feature',
      comment:
        'Views share through ui, state and features/common, so that each can be changed or removed alone.',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/([^/]+)/', pathNot: '^src/features/($1|common)/' },
    },
    {
      name: 'only-state-talks-to-the-engine',
      comment: 'Features select and render; actions live in stores.',
      severity: 'error',
      from: { path: '^src/(ui|features|app)', pathNot: ['^src/features/[^/]+/state/', '\\.test\\.tsx?$'] },
      to: { path: '^src/engine' },
    },
    {
      name: 'no-unit-test-imports',
      comment: 'Product code must not depend on tests.',
      severity: 'error',
      from: { pathNot: '\\.test\\.tsx?$' },
      to: { path: '\\.test\\.tsx?$' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.test.json' },
    doNotFollow: { path: 'node_modules' },
  },
};
