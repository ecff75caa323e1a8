/** Lower case without accents and doubled spaces, to find a name however it was typed. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('œ', 'oe')
    .replaceAll('Œ', 'oe')
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .trim();
