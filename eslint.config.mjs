import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import astro from 'eslint-plugin-astro';
import { defineConfig } from 'eslint/config';
import typescript from 'typescript-eslint';
import { roomRules, rooms } from './eslint.rooms.mjs';

const ignored = [
  'scripts/export-template/template',
  'dist/',
  '.astro/',
  '.cache/',
  '.judge/',
  'test-results/',
  'playwright-report/',
  'public/',
];

const refusedSyntax = [
  {
    selector: 'TSAsExpression > TSAsExpression[typeAnnotation.type="TSUnknownKeyword"]',
    message: 'Two casts hide a wrong type: narrow it with a check.',
  },
];

export default defineConfig(
  { ignores: ignored },
  // A rule that does not fit a place is set here, with its reason, and not switched off there.
  { linterOptions: { noInlineConfig: true } },
  js.configs.recommended,
  typescript.configs.strictTypeChecked,
  typescript.configs.stylisticTypeChecked,
  astro.configs['flat/recommended'],
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  {
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', { max: 400 }],
      'no-restricted-syntax': ['error', ...refusedSyntax],
      // Suppressing an error is never the answer, described or not.
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true }],
      // `() => list.clear()` as a listener says what it does.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Of a function that is passed to a generic one, the type of a default says nothing.
      '@typescript-eslint/no-inferrable-types': ['error', { ignoreParameters: true }],
      // A number in a sentence prints as one expects.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['src/**/*.ts', 'components/**/*.ts'],
    rules: {
      'no-console': 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } }],
    },
  },
  {
    // What Keras prints has to come out somewhere; everything else takes a writer as an argument.
    files: ['src/keras/printing.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    // The one place from which the PyTorch dialect warns, as Python's warnings do.
    files: ['src/torch/warnings.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    // The methods of a tensor that are functions as well have their types from these, and are installed beside them.
    files: ['src/torch/tensor.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-declaration-merging': 'off',
      '@typescript-eslint/no-empty-object-type': 'off',
    },
  },
  {
    // A list of terms is looked up, not read: cut in two it would only be harder to search.
    files: ['components/glossary/terms.ts'],
    rules: { 'max-lines': 'off' },
  },
  ...rooms.map(({ files, refusals }) => ({ files: [...files], rules: roomRules(refusals, refusedSyntax) })),
  {
    // The types of these are checked by `astro check`, which knows their syntax.
    files: ['**/*.astro', '**/*.astro/*.ts', '**/*.astro/*.js'],
    extends: [typescript.configs.disableTypeChecked],
    languageOptions: { parserOptions: { projectService: false } },
  },
  {
    // JavaScript with types in comments is checked by tsc; a cast in a comment is not seen by these rules.
    files: ['**/*.mjs'],
    rules: {
      'no-undef': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  prettier,
);
