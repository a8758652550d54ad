/** Every rule says why it is there. tsconfig references already reject wrong-way imports between layers. */

const test = '\\.test(-helper)?\\.tsx?$';

/** Inside src/state imports run from later lines to earlier ones. */
const FLOORS = [
  ['runs', 'inFrame', 'notices', 'memo', 'theme', 'hiddenFigures'],
  ['link'],
  ['network', 'files'],
  ['picture', 'engine'],
  ['environment', 'latestWins'],
  ['samples', 'task', 'training', 'lecture', 'exercises'],
];
const inState = (names) => `^src/state/(${names.join('|')})(/|\\.ts$)`;
const stateFloors = FLOORS.slice(0, -1).map((names, floor) => ({
  name: `state-${names[0]}-knows-nothing-above-it`,
  comment: 'Each floor can be understood and tested with those below it alone.',
  severity: 'error',
  from: { path: inState(names), pathNot: test },
  to: { path: inState(FLOORS.slice(floor + 1).flat()) },
}));

export default {
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
      from: { path: '^src/(diffusion|model|engine|data|exercises|cli)' },
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
      name: 'app-knows-views-by-their-view-file',
      comment:
        'A view is one line of app/views.ts: whatever else app knew of it would be a second place to change.',
      severity: 'error',
      from: { path: '^src/app/' },
      to: { path: '^src/features/(?!common/)', pathNot: '^src/features/[^/]+/view\\.ts$' },
    },
    {
      name: 'stores-do-not-draw',
      comment: 'A store is tested without a browser and read without knowing how it is shown.',
      severity: 'error',
      from: { path: '^src/features/[^/]+/state/', pathNot: test },
      to: {
        path: [
          '^src/ui/',
          '^src/engine/client/',
          '\\.tsx$',
          '\\.css$',
          'node_modules/(react|react-dom|recharts)/',
        ],
      },
    },
    {
      name: 'only-state-talks-to-the-engine',
      comment: 'Components select and render; actions live in stores.',
      severity: 'error',
      from: { path: '^src/(ui|features|app)/', pathNot: ['^src/features/[^/]+/state/', test] },
      to: { path: '^src/engine' },
    },
    {
      name: 'state-knows-no-view',
      comment: 'What several views share must not depend on one of them.',
      severity: 'error',
      from: { path: '^src/state/' },
      to: { path: '^src/(features|app|ui)/' },
    },
    ...stateFloors,
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
