// Serves dist as a host would: `node scripts/serve.mjs PORT`. Run by the project's own Node.
import { preview } from 'astro';
import { readBase } from './setup/base.mjs';
import { Failure, runCommand } from './setup/failure.mjs';
import { root } from './setup/paths.mjs';
import { requireFreePort } from './setup/port.mjs';

await runCommand(async () => {
  const port = Number(process.argv[2]);
  if (!Number.isInteger(port)) throw new Failure('Which port? Usage: node scripts/serve.mjs PORT');
  await requireFreePort(port);
  const server = await preview({ root, server: { port }, logLevel: 'error' });
  console.log(`Duet is at http://localhost:${server.port}${readBase(process.env.BASE)} (Ctrl-C ends it).`);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void server.stop());
  await server.closed();
});
