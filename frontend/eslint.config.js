import { readdirSync } from 'node:fs'
import js from '@eslint/js'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const features = readdirSync(new URL('./src/features', import.meta.url))

/** One-way imports: api and shared -> features -> app. */
const forbid = (files, patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
})
const boundary = (group, message) => ({ group, message })

export default tseslint.config(
  { ignores: ['dist', 'src/api/schema.d.ts'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  reactHooks.configs.flat['recommended-latest'],
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.js', 'tooling/*.mjs'] },
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'max-lines': ['error', 250],
    },
  },
  { files: ['**/*.{js,mjs}'], extends: [tseslint.configs.disableTypeChecked] },
  {
    files: ['tooling/*.mjs'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly', URL: 'readonly' } },
  },
  { files: ['eslint.config.js'], languageOptions: { globals: { URL: 'readonly' } } },
  forbid(
    ['src/api/**', 'src/shared/**'],
    [
      boundary(
        ['@/features/**', '@/app/**', '**/features/**', '**/app/**'],
        'Shared code may not know features or the app.',
      ),
    ],
  ),
  ...features.map((feature) =>
    forbid(
      [`src/features/${feature}/**`],
      [
        boundary(
          ['@/app/**', '../../*'],
          'A feature may not reach up: import from @/shared or @/api.',
        ),
        boundary(
          ['@/features/**', `!@/features/${feature}/**`],
          'A feature may not import another: put them together in src/app/routes.',
        ),
      ],
    ),
  ),
)
