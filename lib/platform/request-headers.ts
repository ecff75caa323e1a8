/** Set by the proxy on each page request; whatever a client sends under these names is overwritten. */
export const NONCE_HEADER = 'x-nonce';
export const ORGANIZATION_HEADER = 'x-foyer-organization';
