import { ensureBrowser } from '../scripts/browser.mjs';
import { runCommand } from '../scripts/setup/failure.mjs';
import { installPackages } from '../scripts/setup/install.mjs';
import { projectNode, run, toolEnvironment } from '../scripts/setup/processes.mjs';

/** `npm run bench`: installs what is missing, and measures with the project's own Node. */
export async function main() {
  await runCommand(async () => {
    await installPackages();
    const env = { ...toolEnvironment(), DUET_BROWSER: await ensureBrowser() };
    const { code } = await run(projectNode, ['bench/run.ts', ...process.argv.slice(2)], { env });
    process.exitCode = code;
  });
}
