/** What a WebGPU adapter says of itself. */
interface DescribedAdapter {
  readonly vendor: string;
  readonly architecture: string;
  readonly description: string;
  /** By their names in WebGPU: bytes, or counts. */
  readonly limits: {
    readonly maxBufferSize: number;
    readonly maxStorageBufferBindingSize: number;
    readonly maxComputeInvocationsPerWorkgroup: number;
    readonly maxComputeWorkgroupStorageSize: number;
  };
  readonly features: readonly string[];
}

/** The adapter on which the WebGPU backend would run, or null where there is none. */
export async function describeAdapter(): Promise<DescribedAdapter | null> {
  // Typed as always there; older browsers and insecure origins have none.
  const gpu = navigator.gpu as GPU | undefined;
  const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) return null;
  const { vendor, architecture, description } = adapter.info;
  const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
  const { maxComputeInvocationsPerWorkgroup, maxComputeWorkgroupStorageSize } = adapter.limits;
  const limits = {
    maxBufferSize,
    maxStorageBufferBindingSize,
    maxComputeInvocationsPerWorkgroup,
    maxComputeWorkgroupStorageSize,
  };
  return { vendor, architecture, description, limits, features: [...adapter.features].sort() };
}
