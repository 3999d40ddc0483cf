/** Places where models are kept. */
import * as tf from '@tensorflow/tfjs-core';
import { ValueError } from '../errors.ts';
import { warn } from '../printing.ts';
import { at } from '../utils/lists.ts';

/** What was saved under a name where the browser's storage is missing. */
const memory = new Map<string, tf.io.ModelArtifacts>();
let hasWarned = false;

/** Files for models: Python has some of its own. */
export interface ModelFiles {
  /** @param topology all but the weights, as JSON. */
  readonly write: (name: string, topology: string, weights: Uint8Array) => void;
  /** @returns what was written, or null where nothing is. */
  readonly read: (name: string) => { readonly topology: string; readonly weights: Uint8Array } | null;
}

let files: ModelFiles | null = null;

/** Keeps models that are saved under a plain name in files. */
export function keepModelsIn(modelFiles: ModelFiles): void {
  files = modelFiles;
}

/** The handler of tfjs that saves to a place. */
export function saveHandler(filepath: string | tf.io.IOHandler): Required<Pick<tf.io.IOHandler, 'save'>> {
  if (isPlainName(filepath) && files) return fileHandler(filepath, files);
  if (isPlainName(filepath) && !hasIndexedDb()) return { save: (artifacts) => keepInMemory(filepath, artifacts) };
  const handler = typeof filepath === 'string' ? handlerOf(filepath, tf.io.getSaveHandlers) : filepath;
  const { save } = handler;
  if (!save) throw new ValueError('save: this handler cannot save. Pass one that can, or a file name.');
  return { save: (artifacts) => save.call(handler, artifacts) };
}

/** The handler of tfjs that loads from a place. */
export function loadHandler(filepath: string | tf.io.IOHandler): Required<Pick<tf.io.IOHandler, 'load'>> {
  if (isPlainName(filepath) && files) return fileHandler(filepath, files);
  if (isPlainName(filepath) && !hasIndexedDb()) return { load: () => Promise.resolve(takeFromMemory(filepath)) };
  const handler = typeof filepath === 'string' ? handlerOf(filepath, tf.io.getLoadHandlers) : filepath;
  const { load } = handler;
  if (!load) throw new ValueError('load: this handler cannot load. Pass one that can, or a file name.');
  return { load: () => load.call(handler) };
}

/** Whether it is a file name as in Keras, and no address. */
function isPlainName(filepath: string | tf.io.IOHandler): filepath is string {
  return typeof filepath === 'string' && !filepath.includes('://');
}

function hasIndexedDb(): boolean {
  return tf.env().getBool('IS_BROWSER') && 'indexedDB' in globalThis;
}

function handlerOf(filepath: string, find: (address: string) => tf.io.IOHandler[]): tf.io.IOHandler {
  const address = isPlainName(filepath) ? `indexeddb://${filepath}` : filepath;
  const found = find(address);
  if (found.length > 0) return at(found, 0);
  throw new ValueError(`'${filepath}' is no place for a model here. Use a file name, such as 'best.keras'.`);
}

function fileHandler(name: string, { write, read }: ModelFiles): Required<tf.io.IOHandler> {
  return {
    save: (artifacts) => {
      const { weightData = new ArrayBuffer(0), ...topology } = artifacts;
      write(name, JSON.stringify(topology), new Uint8Array(tf.io.CompositeArrayBuffer.join(weightData)));
      return Promise.resolve({ modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts) });
    },
    load: () => {
      const found = read(name);
      if (!found) {
        throw new ValueError(
          `File not found: filepath=${name}. Please ensure the file is an accessible \`.keras\` zip file.`,
        );
      }
      const artifacts = JSON.parse(found.topology) as tf.io.ModelArtifacts;
      return Promise.resolve({ ...artifacts, weightData: found.weights.slice().buffer });
    },
  };
}

function keepInMemory(name: string, artifacts: tf.io.ModelArtifacts): Promise<tf.io.SaveResult> {
  if (!hasWarned) warn(`There is no IndexedDB here: '${name}' is kept in memory, and lost when the program ends.`);
  hasWarned = true;
  memory.set(name, artifacts);
  return Promise.resolve({ modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts) });
}

function takeFromMemory(name: string): tf.io.ModelArtifacts {
  const artifacts = memory.get(name);
  if (artifacts) return artifacts;
  const names = [...memory.keys()].map((each) => `'${each}'`).join(', ') || 'nothing';
  throw new ValueError(`File not found: filepath=${name}. Save a model there first; in memory there is ${names}.`);
}
