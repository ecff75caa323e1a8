import type { Answers, FormCard, FormKind } from '@/lib/forms/fields';
import type { Chat } from '@/widget/core/chat';
import type { Conversation } from '@/widget/core/chat-types';
import { refusalCode } from '@/widget/core/failure';
import { newId } from '@/widget/core/new-id';
import { isTurnedAway } from '@/widget/core/turned-away';
import { FormPanel } from '@/widget/forms/form-panel';
import sheet from '@/widget/forms/forms.css?url';
import type { FormDrafts } from '@/widget/forms/kept-form';
import { readBoot } from '@/widget/frame/boot';
import { request } from '@/widget/transport/answer';

const timeoutMs = 15_000;
/** The ids of what is being begun, kept over a reload: what reached the server without an answer is not said twice. */
const IDS = 'form-ids';

export type VisitorFormProps = {
  kind: FormKind;
  /** The conversation to rate, or that waits for an address to be answered to; null for one to begin. */
  conversationId: string | null;
  chat: Pick<Chat, 'ask' | 'begun' | 'facts' | 'state' | 'turnAway'>;
  drafts: FormDrafts;
};

/** The style sheet comes with the form: a chat without one never loads it. */
export function loadForm(): Promise<typeof VisitorForm> {
  return new Promise((done) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = sheet;
    // Without it the form is plain, and works.
    link.onload = link.onerror = () => done(VisitorForm);
    document.head.append(link);
  });
}

/** A form of the site, and where its answers go. */
function VisitorForm({ kind, conversationId, chat, drafts }: VisitorFormProps) {
  const load = async (): Promise<FormCard> => {
    const { siteKey } = readBoot();
    const address = `/api/widget/v1/form?site=${encodeURIComponent(siteKey)}&kind=${kind}`;
    // Where nothing is asked any more, the message is all there is.
    return (await request<FormCard | null>(address, {}, timeoutMs)) ?? { id: null, kind, fields: [] };
  };

  const begin = async (answers: Answers, message: string): Promise<void> => {
    const [conversation = newId(), first = newId()] = drafts.get(IDS).split(' ').filter(Boolean);
    drafts.set(IDS, `${conversation} ${first}`);
    const name = kind === 'offline' ? 'leave_message' : 'start_conversation';
    const begun = await chat.ask<{ conversation: Conversation }>(name, {
      p_conversation: conversation,
      p_message: first,
      p_body: message,
      p_start: { answers, facts: chat.facts() },
    });
    drafts.set(IDS, '');
    drafts.set(null, '');
    chat.begun(begun.conversation);
  };

  /** What waits is said already: sent again under its own id it changes nothing, and the answers are new. */
  const leave = async (answers: Answers): Promise<void> => {
    const said = chat.state.get().messages.find(({ author }) => author === 'visitor');
    const left = await chat.ask<{ conversation: Conversation }>('leave_message', {
      p_conversation: conversationId,
      p_message: said?.id,
      p_body: said?.body,
      p_start: { answers, facts: chat.facts() },
    });
    chat.begun(left.conversation);
  };

  const submit = async (answers: Answers, message: string): Promise<void> => {
    if (kind === 'rating') {
      return chat.ask('submit_rating', { p_conversation: conversationId, p_answers: answers });
    }
    if (conversationId !== null) return leave(answers);
    try {
      await begin(answers, message);
    } catch (error) {
      const code = refusalCode(error);
      if (isTurnedAway(code)) chat.turnAway(code);
      throw error;
    }
  };

  const form = (
    <FormPanel
      key={kind}
      kind={kind}
      draftOf={`form-${kind}-${conversationId ?? 'new'}`}
      drafts={drafts}
      message={conversationId === null ? drafts.get(null) : null}
      load={load}
      submit={submit}
    />
  );
  return kind === 'rating' ? <div class="form-sheet">{form}</div> : form;
}
