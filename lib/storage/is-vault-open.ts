/** Returns whether an unlocked vault is still within its idle time, and the clock was not set back since. */
export function isVaultOpen({ until, seenAt = 0 }: { until: number; seenAt?: number | undefined }): boolean {
  return Date.now() < until && seenAt <= Date.now();
}
