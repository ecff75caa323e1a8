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
  [wholeOf('serializer_default ='), 'var serializer_default = {};\n'],
  [
    /^ {4}if \(this\.transport !== LongPoll\) \{\n[\s\S]*?^ {4}\}\n/m,
    'this.encode = opts.encode; this.decode = opts.decode;\n',
  ],
  [/ \|\| LongPoll;/, ';'],
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
  // What these would have to remember.
  ...[
    'this.fallbackRef = null;',
    'this.primaryPassedHealthCheck = false;',
    'this.longPollFallbackMs = opts.longPollFallbackMs;',
    'this.fallbackTimer = null;',
    'clearTimeout(this.fallbackTimer);',
    'envSessionStorage = global && global.sessionStorage;',
    'this.sessionStore = opts.sessionStorage || envSessionStorage;',
    'this.defaultEncoder = serializer_default.encode.bind(serializer_default);',
    'this.defaultDecoder = serializer_default.decode.bind(serializer_default);',
    'this.longpollerTimeout = opts.longpollerTimeout || 2e4;',
    'this.conn.timeout = this.longpollerTimeout;',
  ].map((statement) => /** @type {const} */ ([statement, ''])),
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
