/** What nobody here ever runs. A change of the library that none of these fits fails the build. */
const unused = [
  // Long polling is off unless asked for, and Realtime does not offer it.
  [wholeOf('LongPoll = class'), 'var LongPoll = class {};\n'],
  // Of which all but the long poll uses this much, for the address of the socket.
  [
    wholeOf('Ajax = class'),
    'var Ajax = { appendParams: (url, params) => url + (url.includes("?") ? "&" : "?") + new URLSearchParams(params) };\n',
  ],
  // Both sockets bring an encoder and a decoder of their own: see frame.ts.
  [wholeOf('serializer_default ='), 'var serializer_default = { encode() {}, decode() {} };\n'],
  ...[
    'getLongPollTransport',
    'replaceTransport',
    'ping',
    'transportName',
    'getSession',
    'storeSession',
    'connectWithFallback',
    'onHeartbeat',
    'hasLogger',
  ].map((name) => /** @type {const} */ ([method(name), ''])),
  // Nobody listens.
  [/^.*this\.(?:socket\.)?log\(.*\);\n/gm, ''],
  [/this\.(?:socket\.)?hasLogger\(\)/g, 'false'],
  [/this\.longPollFallbackMs && this\.transport !== LongPoll/, 'false'],
];

/** @param {string} beginning */
function wholeOf(beginning) {
  return new RegExp(`^var ${beginning} \\{\\n[\\s\\S]*?^\\};\\n`, 'm');
}

/** @param {string} name */
function method(name) {
  return new RegExp(`^ {2}${name}\\(.*\\) \\{\\n[\\s\\S]*?^ {2}\\}\\n`, 'm');
}

/**
 * Phoenix's client without its unused half, for the console's bundler, of which this is a loader, and the widget's.
 * @param {string} source
 */
export default function slimPhoenix(source) {
  let slim = source;
  for (const [what, instead] of unused) {
    const next = slim.replace(what, instead);
    if (next === slim) throw new Error(`Phoenix has changed: it has no ${what}.`);
    slim = next;
  }
  return slim;
}
