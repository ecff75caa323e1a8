'use client';

import NextLink from 'next/link';
import { type ComponentProps, useState } from 'react';

/**
 * A link within Foyer. Its page is fetched ahead once somebody points at it or comes to it by key; Next by itself fetches
 * ahead whatever is in sight, which for a list of users was a request for each of them.
 */
export function Link({ onPointerEnter, onFocus, ...props }: ComponentProps<typeof NextLink>) {
  const [isLikely, setIsLikely] = useState(false);
  return (
    <NextLink
      {...props}
      prefetch={isLikely ? null : false}
      onPointerEnter={(event) => {
        setIsLikely(true);
        onPointerEnter?.(event);
      }}
      onFocus={(event) => {
        setIsLikely(true);
        onFocus?.(event);
      }}
    />
  );
}
