/** The end of a page's body, as texts name it. */
export const BODY_END = {
  tag: () => <code className="rounded-sm bg-muted px-1 py-0.5 font-mono text-[0.92em]">{'</body>'}</code>,
};
