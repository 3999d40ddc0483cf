import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findFreePort, readPort, requireFreePort } from '../../../scripts/setup/port.mjs';

const entry = fileURLToPath(new URL('../../../scripts/start.mjs', import.meta.url));

describe('npm start', () => {
  it('says that the port is taken, and ends with a failure', async () => {
    await usingPort(async (port) => {
      const { code, stdout, stderr } = await start({ PORT: String(port) });
      expect(code).toBe(1);
      expect(stdout).toBe('');
      expect(stderr).toBe(
        `Port ${port} is taken by another program: choose another one, as in PORT=${port + 1} npm start.\n`,
      );
    });
  });

  it('says that PORT is no port', async () => {
    const { code, stderr } = await start({ PORT: 'http' });
    expect(code).toBe(1);
    expect(stderr).toBe('PORT must be a number from 1 to 65535, and it is "http".\n');
  });
});

describe('readPort', () => {
  it('takes the standard port when nothing is set', () => {
    expect(readPort(undefined, 4321)).toBe(4321);
    expect(readPort('', 4321)).toBe(4321);
    expect(readPort('8080', 4321)).toBe(8080);
  });

  it.each(['0', '-1', '65536', '80.5', 'NaN'])('refuses %s', (setting) => {
    expect(() => readPort(setting, 4321)).toThrow('PORT must be a number from 1 to 65535');
  });
});

describe('requireFreePort', () => {
  it('takes a port that nobody serves', async () => {
    await expect(requireFreePort(await findFreePort())).resolves.toBeUndefined();
  });
});

async function usingPort(use: (port: number) => Promise<void>): Promise<void> {
  const port = await findFreePort();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  try {
    await use(port);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

function start(env: Record<string, string>): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [entry], { env: { ...process.env, ...env } });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
