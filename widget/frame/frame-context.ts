import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Texts } from '@/widget/locales/texts';

/** What every part of the screen needs and none of it changes. */
export type FrameContext = {
  texts: Texts;
  locale: string;
  organizationName: string;
  /** Where pictures of agents are, with a slash at the end. */
  avatarsUrl: string;
  /** The site's own mark. */
  logoUrl: string | null;
};

const Context = createContext<FrameContext | null>(null);
export const FrameProvider = Context.Provider;

export function useFrame(): FrameContext {
  const frame = useContext(Context);
  if (!frame) throw new Error('A part of the chat was drawn outside of it.');
  return frame;
}
