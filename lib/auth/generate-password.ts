/** Without signs that look alike, so that it can be read out. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const GROUPS = 4;
const GROUP_LENGTH = 4;

/** Sixteen random signs in groups: about 92 bits, and nothing attackers try first. */
export function generatePassword(): string {
  const groups = Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP_LENGTH }, () => SIGNS[randomBelow(SIGNS.length)]).join(''),
  );
  return groups.join('-');
}

/** Without the bias a remainder would have. */
function randomBelow(limit: number): number {
  const most = Math.floor(256 / limit) * limit;
  for (;;) {
    const value = crypto.getRandomValues(new Uint8Array(1))[0] ?? 0;
    if (value < most) return value % limit;
  }
}
