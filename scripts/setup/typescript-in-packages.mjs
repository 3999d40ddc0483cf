// Node runs TypeScript, but not below node_modules, where Duet lies in a course of somebody else's. Import this before it.
import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';

// Node calls this an experiment at its first use; for its own use of the same it does not.
const emitWarning = process.emitWarning.bind(process);
process.emitWarning = () => undefined;
stripTypeScriptTypes('');
process.emitWarning = emitWarning;

registerHooks({
  load(url, context, nextLoad) {
    const { protocol, pathname } = new URL(url);
    const isPackaged = protocol === 'file:' && pathname.endsWith('.ts') && pathname.includes('/node_modules/');
    if (!isPackaged) return nextLoad(url, context);
    return {
      format: 'module',
      source: stripTypeScriptTypes(readFileSync(fileURLToPath(url), 'utf8')),
      shortCircuit: true,
    };
  },
});
