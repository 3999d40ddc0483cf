/** Whether WebAssembly can be halted until a promise is settled, which Python needs to wait for a GPU (JSPI). */
export function canHalt(): boolean {
  return 'Suspending' in WebAssembly;
}
