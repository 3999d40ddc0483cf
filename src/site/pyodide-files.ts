import { cpSync, createReadStream, mkdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/**
 * What Pyodide loads by name from one folder, by the names that the files have on the site: hosts that do not know `.mjs`
 * serve it as no script, and browsers refuse to import it.
 */
const SOURCES = {
  'pyodide.asm.js': 'pyodide.asm.mjs',
  'pyodide.asm.wasm': 'pyodide.asm.wasm',
  'python_stdlib.zip': 'python_stdlib.zip',
  'pyodide-lock.json': 'pyodide-lock.json',
} as const;
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.zip': 'application/zip',
  '.json': 'application/json',
};

/**
 * Puts CPython's files on the site, where a worker finds them when a reader first runs Python. Their folder is named by the
 * version, so that browsers may keep them for ever as they keep the rest of `_astro`.
 */
export function pyodideFiles(): AstroIntegration {
  const source = path.dirname(createRequire(import.meta.url).resolve('pyodide/package.json'));
  const { version } = JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8')) as { version: string };
  const folder = `_astro/pyodide-${version}`;
  const files = Object.entries(SOURCES).map(([name, original]) => ({ name, file: path.join(source, original) }));
  const bytes = Object.fromEntries(files.map(({ name, file }) => [name, statSync(file).size]));
  return {
    name: 'pyodide-files',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        const define = { 'import.meta.env.PYODIDE': JSON.stringify({ folder: `${folder}/`, bytes }) };
        updateConfig({ vite: { define, optimizeDeps: { exclude: ['pyodide'] } } });
      },
      'astro:server:setup': ({ server }) => {
        server.middlewares.use((request, response, next) => {
          const asked = files.find(({ name }) => request.url?.split('?')[0]?.endsWith(`${folder}/${name}`));
          if (!asked) {
            next();
            return;
          }
          response.setHeader('Content-Type', TYPES[path.extname(asked.name)] ?? '');
          createReadStream(asked.file).pipe(response);
        });
      },
      'astro:build:done': ({ dir }) => {
        const target = fileURLToPath(new URL(`${folder}/`, dir));
        mkdirSync(target, { recursive: true });
        for (const { name, file } of files) cpSync(file, path.join(target, name));
      },
    },
  };
}
