import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/**
 * Reads TypeScript in which `X.astro` is a module whose default export is a function of the component's `Props`.
 *
 * Packages are left out, because they take longer to read than all of the course; what comes from them has any type.
 * So have indices and optional properties all values, which only people who program want to hear of.
 *
 * @param root the folder with `components/` and tsconfig.json
 * @param files modules that are not on disk, by their paths; the program begins with them
 */
export function createComponentProgram(root: string, files: ReadonlyMap<string, string>): ts.Program {
  const options: ts.CompilerOptions = {
    ...readOptions(root),
    jsx: ts.JsxEmit.Preserve,
    jsxImportSource: '',
    noUncheckedIndexedAccess: false,
    exactOptionalPropertyTypes: false,
    types: [],
  };
  return ts.createProgram([...files.keys()], options, createHost(files, options));
}

function readOptions(root: string): ts.CompilerOptions {
  const file = join(root, 'tsconfig.json');
  const { config } = ts.readConfigFile(file, (path) => ts.sys.readFile(path)) as {
    config: { compilerOptions: unknown };
  };
  return ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, root).options;
}

function createHost(files: ReadonlyMap<string, string>, options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const isComponent = (file: string) => file.endsWith('.astro.ts') && existsSync(file.slice(0, -'.ts'.length));
  const read = (file: string) =>
    files.get(file) ?? (isComponent(file) ? componentModule(file.slice(0, -'.ts'.length)) : undefined);
  const componentHost: ts.CompilerHost = {
    ...host,
    fileExists: (file) => files.has(file) || isComponent(file) || host.fileExists(file),
    readFile: (file) => read(file) ?? host.readFile(file),
    getSourceFile: (file, version) => {
      const text = read(file);
      return text === undefined ? host.getSourceFile(file, version) : ts.createSourceFile(file, text, version, true);
    },
    resolveModuleNameLiterals: (literals, file) =>
      literals.map(({ text }) =>
        /^(\.|@components\/)/.test(text)
          ? ts.resolveModuleName(text, file, options, componentHost)
          : { resolvedModule: undefined },
      ),
  };
  return componentHost;
}

/** The script of a component, with the component as what it exports. */
function componentModule(file: string): string {
  const script = /^---\r?\n([\s\S]*?)\r?\n---/.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
  const props = /\b(interface|type) Props\b/.test(script) ? 'Props' : '{}';
  return `${script}\nexport default (_: ${props}): unknown => null;`;
}

/** The type of a component's properties; undefined for what is no component. */
export function propsType(component: ts.Type, at: ts.Node, checker: ts.TypeChecker): ts.Type | undefined {
  const [parameter] = component.getCallSignatures()[0]?.getParameters() ?? [];
  return parameter && checker.getTypeOfSymbolAtLocation(parameter, at);
}
