import js from '@eslint/js';
import jsdoc from 'eslint-plugin-jsdoc';
import prettier from 'eslint-config-prettier';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const ownNoise = 'Own the noise: use fillGaussian from diffusion/random.';

/** Randomness is an argument (a key), and a tensor is never read synchronously. */
const banned = [
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Randomness is an argument: use a Key from diffusion/random.',
  },
  {
    selector: "MemberExpression[object.name='tf'][property.name=/^(rand|truncatedNormal|multinomial)/]",
    message: ownNoise,
  },
  {
    selector: 'MemberExpression[property.name=/^(dataSync|arraySync)$/]',
    message: 'Synchronous reads return zeros after device loss: await data().',
  },
];

export default tseslint.config(
  { ignores: ['dist', '.gpu', '.tsbuild', 'test-results', 'playwright-report', 'public', 'tools/pretrain'] },
  js.configs.recommended,
  { files: ['**/*.{js,mjs,cjs}'], languageOptions: { globals: globals.node } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      // One program for all layers: with the service each layer's would check those below it anew, in a third more time.
      parserOptions: { project: 'tsconfig.eslint.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-duplicate-imports': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
      'no-restricted-syntax': ['error', ...banned],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['**/*.test.ts', '**/*.test-helper.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['@tensorflow/tfjs', '@tensorflow/tfjs-core'],
              importNamePattern: '^(rand|truncatedNormal|multinomial)',
              message: ownNoise,
            },
          ],
        },
      ],
    },
  },
  {
    files: ['src/{diffusion,model,engine}/**/*.ts'],
    ignores: ['**/*.test.ts'],
    plugins: { jsdoc },
    rules: {
      'jsdoc/require-jsdoc': [
        'error',
        {
          publicOnly: true,
          require: { FunctionDeclaration: true, ClassDeclaration: true, ArrowFunctionExpression: true },
        },
      ],
    },
  },
  {
    files: ['src/{ui,features,app,state}/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: reactHooks.configs.recommended.rules,
  },
  { files: ['**/*.test.{ts,tsx}', 'e2e/**', 'bench/**'], rules: { 'max-lines': ['error', 400] } },
  prettier,
);
