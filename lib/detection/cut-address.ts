const maxLength = 2_000;

/** Returns an address as it is stored and compared with a stored one, because a page can make it endlessly long. */
export function cutAddress(address: string): string {
  return address.slice(0, maxLength);
}
