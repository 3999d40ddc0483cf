/** Whether an adapter's name is that of a renderer without a GPU: SwiftShader, Mesa's llvmpipe, Windows' WARP. */
export function isSoftwareRenderer(adapterName: string): boolean {
  return /swiftshader|llvmpipe|lavapipe|softpipe|software|basic render/i.test(adapterName);
}
