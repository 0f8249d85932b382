import tseslint from 'typescript-eslint';

// Typed rules only: what the formatter and the compiler already say is not said twice.
export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.tap/', '*.cjs', 'scripts/after-build.mjs', 'eslint.config.js'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // tap's subtests return promises that tap itself awaits.
      '@typescript-eslint/no-floating-promises': 'off',
    },
  },
);
