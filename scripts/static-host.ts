/** A host of static files, to try the built site on as others will serve it. */
import { readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import path from 'node:path';

export interface StaticHostOptions {
  /** Path below which the folder lies, with a slash at both ends; the host has nothing else. */
  readonly base: string;
  /**
   * `plain` sends files as they are, with a type and an ETag. `tuned` also sends the `.br` beside a file to those who take
   * it, and the headers that the folder's `_headers` asks for.
   */
  readonly manner: 'plain' | 'tuned';
}

export interface StaticHost {
  readonly origin: string;
  /** Paths that were asked for, in order; the list grows. */
  readonly asked: readonly string[];
  /** All that was sent so far, headers included. */
  readonly sentBytes: () => number;
  readonly close: () => Promise<void>;
}

/** `.gz` is here a file like any other: its name promises nothing about its transport. */
const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.gz': 'application/gzip',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Serves `folder` on a free port of localhost. */
export async function startStaticHost(folder: string, options: StaticHostOptions): Promise<StaticHost> {
  const sockets = new Set<Socket>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(pathOf(request));
    answer(folder, options, request, response);
  });
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    asked,
    sentBytes: () => [...sockets].reduce((sum, { bytesWritten }) => sum + bytesWritten, 0),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(
  folder: string,
  { base, manner }: StaticHostOptions,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const pathname = pathOf(request);
  // A URL has no `..` left in it, so the file lies in the folder.
  const asked = pathname.startsWith(base) ? path.join(folder, decodeURIComponent(pathname.slice(base.length))) : '';
  const file = pathname.endsWith('/') && asked !== '' ? path.join(asked, 'index.html') : asked;
  const kind = file === '' ? undefined : statSync(file, { throwIfNoEntry: false });
  if (kind?.isDirectory()) {
    response.writeHead(301, { location: `${pathname}/` }).end();
    return;
  }
  if (!kind) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n');
    return;
  }
  const tuned = manner === 'tuned';
  const acceptsBrotli = /\bbr\b/.test(request.headers['accept-encoding']?.toString() ?? '');
  const compressed = tuned && acceptsBrotli && statSync(`${file}.br`, { throwIfNoEntry: false }) !== undefined;
  const etag = `"${kind.size.toString(16)}-${kind.mtimeMs.toString(16)}"`;
  response.setHeader('content-type', types[path.extname(file)] ?? 'application/octet-stream');
  response.setHeader('etag', etag);
  if (tuned) {
    response.setHeader('vary', 'Accept-Encoding');
    for (const [name, value] of headersFor(readFileSync(path.join(folder, '_headers'), 'utf8'), pathname)) {
      response.setHeader(name, value);
    }
  }
  if (compressed) response.setHeader('content-encoding', 'br');
  if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
  else response.end(request.method === 'HEAD' ? undefined : readFileSync(compressed ? `${file}.br` : file));
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return new URL(url, 'http://localhost').pathname;
}

/** Headers of the rules that fit a path. An asterisk stands for any characters. */
function headersFor(rules: string, pathname: string): [string, string][] {
  const found: [string, string][] = [];
  let fits = false;
  for (const line of rules.split('\n')) {
    const [, name, value] = /^\s+([\w-]+):\s*(.+)$/.exec(line) ?? [];
    if (line.startsWith('/')) fits = fitsRule(line.trim(), pathname);
    else if (fits && name !== undefined && value !== undefined) found.push([name, value]);
  }
  return found;
}

function fitsRule(rule: string, pathname: string): boolean {
  const [start = '', ...rest] = rule.split('*');
  return rest.length === 0 ? pathname === rule : pathname.startsWith(start) && pathname.endsWith(rest.join('*'));
}
