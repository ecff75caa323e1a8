const LENGTH_MAX = 200;
/** What mail programs make a link of, with a scheme or without, with the full stops of other scripts too. */
const LINK = /(?:[a-z][a-z0-9+.-]*:\/\/|www[.。．｡])\S*|\S+[.。．｡]\p{L}{2,}\S*/giu;

/**
 * What the visitor asked, to remind them of it. Whoever wrote it may have named somebody else's address: it
 * leads nowhere, and there is no room in it for a letter of their own.
 */
export function quotedQuestion(text: string): string {
  const characters = Array.from(text.replaceAll(LINK, '[…]'));
  return characters.length <= LENGTH_MAX
    ? characters.join('')
    : `${characters.slice(0, LENGTH_MAX - 1).join('')}…`;
}
