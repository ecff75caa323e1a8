const firstMs = 1000;
const longestMs = 30_000;

/**
 * Doubles from one second to thirty, half of it by chance: a thousand visitors whose server came back
 * must not all ask in the same instant.
 */
export function retryDelayMs(attempt: number, random: () => number): number {
  const fullMs = Math.min(longestMs, firstMs * 2 ** (attempt - 1));
  return fullMs / 2 + (fullMs / 2) * random();
}
