import { linkify } from '@/widget/frame/linkify';

/** What somebody wrote, as text and links and nothing else. */
export function MessageBody({ body }: { body: string }) {
  return (
    <p class="body" dir="auto">
      {linkify(body).map(({ text, href }) =>
        href === undefined ? (
          text
        ) : (
          // biome-ignore lint/correctness/useJsxKeyInIterable: a message never changes
          <a href={href} target="_blank" rel="noopener noreferrer nofollow ugc">
            {text}
          </a>
        ),
      )}
    </p>
  );
}
