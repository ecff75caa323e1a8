// Beats for the console's socket from a worker, whose timers run on while the page is hidden.
addEventListener('message', ({ data }) => {
  if (data.event === 'start') setInterval(() => postMessage({ event: 'keepAlive' }), data.interval);
});
