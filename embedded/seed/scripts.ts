import { readFile } from 'node:fs/promises';

export type Speaker = 'visitor' | 'agent' | 'note';
export type ScriptState = 'closed' | 'open' | 'waiting';

/** One conversation as written down in scripts/*.txt. */
export type Script = {
  state: ScriptState;
  page: string;
  locale: 'en' | 'fr';
  visitorName: string | undefined;
  visitorEmail: string | undefined;
  lines: [speaker: Speaker, body: string][];
};

const speakers: Record<string, Speaker> = { '>': 'visitor', '<': 'agent', '!': 'note' };
const isState = (text: string | undefined): text is ScriptState =>
  text === 'closed' || text === 'open' || text === 'waiting';

/**
 * `## [state ·] page · visitor's name · e-mail`, then one line for each message:
 * `>` the visitor, `<` the agent, `!` an internal note.
 */
export function parseScripts(text: string): Script[] {
  return text
    .split(/^## /m)
    .slice(1)
    .map((block) => {
      const [header = '', ...rest] = block.trim().split('\n');
      const fields = header.split('·').map((field) => field.trim());
      const state = isState(fields[0]) ? fields[0] : 'closed';
      const [page = '', name, email] = isState(fields[0]) ? fields.slice(1) : fields;
      const lines = rest.map((line): [Speaker, string] => {
        const speaker = speakers[line.charAt(0)];
        if (!speaker || line.charAt(1) !== ' ') throw new Error(`Not a line of a conversation: ${line}`);
        return [speaker, line.slice(2)];
      });
      const spoken = lines.filter(([speaker]) => speaker !== 'note').map(([, body]) => body);
      return {
        state,
        page,
        locale: looksFrench(spoken.join(' ')) ? 'fr' : 'en',
        visitorName: name || undefined,
        visitorEmail: email || undefined,
        lines,
      };
    });
}

const looksFrench = (text: string): boolean => /\b(bonjour|bonsoir|salut|vous|est|une|le)\b/i.test(text);

/** The scripts of several files, those of each spread evenly among the others; what is still going on comes last. */
export async function readScripts(names: string[]): Promise<Script[]> {
  const files = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(`./scripts/${name}.txt`, import.meta.url), 'utf8');
      const scripts = parseScripts(text);
      return scripts.map((script, index) => ({ script, place: (index + 0.5) / scripts.length }));
    }),
  );
  const order: Record<ScriptState, number> = { closed: 0, open: 1, waiting: 2 };
  return files
    .flat()
    .sort((a, b) => order[a.script.state] - order[b.script.state] || a.place - b.place)
    .map(({ script }) => script);
}
