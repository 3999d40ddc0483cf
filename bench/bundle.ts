import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** A file that the page may ask for. */
export interface ServedFile {
  readonly contentType: string;
  readonly body: string | Buffer;
}

/** A script of the page with all that it imports, by addresses relative to `folder`. */
export async function bundlePageScript(name: string, folder: string): Promise<Map<string, ServedFile>> {
  const output = await build({
    configFile: false,
    logLevel: 'error',
    base: `/${folder}/`,
    build: {
      write: false,
      minify: false,
      target: 'esnext',
      modulePreload: false,
      rolldownOptions: {
        input: { script: fileURLToPath(new URL(`page/${name}.ts`, import.meta.url)) },
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: '[name].js' },
      },
    },
  });
  const files = [output].flat().flatMap((bundle) => ('output' in bundle ? bundle.output : []));
  return new Map(
    files.map((file) =>
      file.type === 'chunk'
        ? [file.fileName, { contentType: 'text/javascript', body: file.code }]
        : [file.fileName, { contentType: contentTypeOf(file.fileName), body: asBody(file.source) }],
    ),
  );
}

function contentTypeOf(fileName: string): string {
  return fileName.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream';
}

function asBody(source: string | Uint8Array): string | Buffer {
  return typeof source === 'string' ? source : Buffer.from(source);
}
