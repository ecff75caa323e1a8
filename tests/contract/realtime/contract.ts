import type { RealtimeClientOptions } from '@supabase/supabase-js';
import { afterAll, afterEach, beforeAll, inject } from 'vitest';
import { Person } from '@/tests/contract/realtime/people';
import { Caller } from '@/tests/contract/realtime/supabase-clients';
import { TopicStage } from '@/tests/contract/realtime/topic-stage';

/** Sets up one test file: its topics, and clients that are hung up after each test. */
export function realtimeContract() {
  const target = inject('contractTarget');
  const stage = new TopicStage(target);
  const callers: Caller[] = [];

  beforeAll(() => stage.open());
  afterEach(async () => {
    await Promise.all(callers.splice(0).map((caller) => caller.hangUp()));
  });
  afterAll(() => stage.close());

  const callerWith = (token: string | null, options?: RealtimeClientOptions): Caller => {
    const caller = new Caller(target, token, options);
    callers.push(caller);
    return caller;
  };

  return {
    target,
    stage,
    callerWith,
    person: (claims?: Record<string, unknown>) => new Person(target, claims),

    async callerFor(person: Person, options?: RealtimeClientOptions): Promise<Caller> {
      return callerWith(await person.token(), options);
    },

    /** A new person with every right on a new topic, and their client. */
    async member(options?: RealtimeClientOptions) {
      const person = new Person(target);
      const topic = stage.topic();
      await stage.allow(person.id, topic);
      return { person, topic, caller: callerWith(await person.token(), options) };
    },
  };
}
