export { startWasmInNode as startWasm } from '../../../src/engine/wasm/start-in-node.ts';
