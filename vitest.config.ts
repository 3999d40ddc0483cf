import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@components': fileURLToPath(new URL('components', import.meta.url)) } },
  test: {
    // A test that draws into a page asks for one: `// @vitest-environment happy-dom` on its first line.
    environment: 'node',
    include: ['tests/unit/**/*.test.ts'],
    restoreMocks: true,
    // Python waits for what the dialects read by halting WebAssembly, which browsers do without a flag.
    execArgv: ['--experimental-wasm-jspi'],
    // Styles are left out of tests, but not where a module reads them as a text.
    css: { include: [/\.css\?raw$/] },
    // Times say nothing on a busy machine; a test that hangs is still ended.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
