/** Foyer's mark: a flame that is also a speech bubble. */
export function Mark({ className = 'size-7' }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" className="fill-[#b8431a]" />
      <path
        d="M16 5.5c.6 3.4 6.9 6 6.9 12.2A6.9 6.9 0 0 1 16 24.6a7.4 7.4 0 0 1-2.3-.37L9.6 26.2l.86-3.55A6.86 6.86 0 0 1 9.1 18c0-3.3 2.2-4.7 3-6.6.5 1.2.6 2 .5 3.1 2-1.6 3.7-4.9 3.4-9Z"
        fill="#fff"
      />
      <path
        d="M16.1 14.2c.3 1.9 3 2.7 3 5a3.05 3.05 0 0 1-6.1.1c0-2.1 2.7-2.7 3.1-5.1Z"
        className="fill-[#b8431a]"
      />
    </svg>
  );
}
