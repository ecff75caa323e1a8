import { memo } from 'react';
import { splitLinks } from '@/lib/conversations/split-links';

/** A message's words: text nodes and links, never markup. */
export const MessageText = memo(function MessageText({ body }: { body: string }) {
  return (
    <p dir="auto" className="whitespace-pre-wrap break-words [overflow-wrap:anywhere]">
      {splitLinks(body).map(({ text, href }, index) =>
        href ? (
          <a
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change places
            key={index}
            href={href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="underline decoration-current/40 underline-offset-2 hover:decoration-current"
          >
            {text}
          </a>
        ) : (
          text
        ),
      )}
    </p>
  );
});
