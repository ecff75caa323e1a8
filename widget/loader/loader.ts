import { createWidget } from '@/widget/loader/widget';

/** What `window.foyer` understands. Changing it changes the public API: see the README. */
type Command = keyof ReturnType<typeof createWidget>;
type Foyer = ((command: Command) => void) & { q?: (IArguments | Command[])[]; isLoaded?: boolean };

const page = window as { foyer?: Foyer | undefined };
const script = document.currentScript as HTMLScriptElement;
const { site } = script.dataset;

/** When the page has been read and the browser has nothing better to do; where it cannot tell, has loaded it. */
function whenIdle(run: () => void): void {
  const idle = window.requestIdleCallback as typeof requestIdleCallback | undefined;
  const ask = () => (idle ? idle(run, { timeout: 4000 }) : setTimeout(run));
  const isTime = idle ? document.readyState !== 'loading' : document.readyState === 'complete';
  if (isTime) ask();
  else addEventListener(idle ? 'DOMContentLoaded' : 'load', ask);
}

if (!site) console.warn('[Foyer] No site');
// A page that carries the snippet twice has one chat.
else if (!page.foyer?.isLoaded) {
  const waiting = page.foyer?.q ?? [];
  let run = (command: Command): void => {
    waiting.push([command]);
  };
  const foyer: Foyer = (command) => run(command);
  foyer.isLoaded = true;
  page.foyer = foyer;

  whenIdle(() => {
    const widget = createWidget(script, site);
    run = (command) => {
      if (widget[command]) widget[command]();
      else console.warn(`[Foyer] Unknown: ${command}`);
      if (command === 'destroy') page.foyer = undefined;
    };
    for (const [command] of waiting) run(command);
  });
}
