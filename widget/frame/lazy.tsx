import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A part of the screen whose code comes when it is first shown; until then, and where it cannot be had, there is nothing. */
export function lazy<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  return (props) => {
    const [{ Part }, setLoaded] = useState<{ Part?: ComponentType<Props> }>({});
    useEffect(() => void load().then((Part) => setLoaded({ Part })), []);
    return Part ? <Part {...props} /> : null;
  };
}
