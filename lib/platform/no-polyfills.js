/** In place of what Next brings for browsers older than any that is supported: a loader of the console's bundler. */
export default function noPolyfills() {
  return '';
}
