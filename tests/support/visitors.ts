import { randomUUID } from 'node:crypto';
import { ApiCaller, Refusal } from '@/tests/support/api-caller';
import type { Installation } from '@/tests/support/installation';
import type { Site } from '@/tests/support/organizations';

type VisitorMessage = { id: string; seq: number; author: string; body: string };

/** A visitor without a browser, for journeys in which others only need to be there: the widget's own doors. */
export class Visitor {
  conversationId: string = randomUUID();

  private constructor(readonly api: ApiCaller) {}

  static async arrive(installation: Installation, site: Site): Promise<Visitor> {
    const response = await fetch(`${installation.appUrl}/api/widget/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ siteKey: site.key, secret: null, locale: 'en', create: true }),
    });
    if (!response.ok) throw new Refusal(response.status, await response.text(), 'POST session');
    const { token } = (await response.json()) as { token: string };
    return new Visitor(new ApiCaller(installation, { token }));
  }

  /** Facts are what the widget tells of the visit: the page, the language, the device. */
  async start(body: string, facts: Record<string, unknown> = {}): Promise<string> {
    const { conversation } = await this.api.rpc<{ conversation: { id: string } }>('start_conversation', {
      p_conversation: this.conversationId,
      p_message: randomUUID(),
      p_body: body,
      p_start: { facts },
    });
    this.conversationId = conversation.id;
    return conversation.id;
  }

  /** A message for when somebody has time, with what the offline form asks. */
  async leave(
    body: string,
    { name, email, pageUrl }: { name: string; email: string; pageUrl: string },
  ): Promise<void> {
    await this.api.rpc('leave_message', {
      p_conversation: this.conversationId,
      p_message: randomUUID(),
      p_body: body,
      p_start: { answers: { name, email }, facts: { page_url: pageUrl, language: 'en' } },
    });
  }

  /** As a frame does when its page is looked at. */
  async visitPage(url: string, title: string): Promise<void> {
    await this.api.rpc('set_visitor_page', { p_url: url, p_title: title });
  }

  async say(body: string): Promise<void> {
    await this.api.rpc('send_message', {
      p_conversation: this.conversationId,
      p_id: randomUUID(),
      p_body: body,
    });
  }

  async messages(): Promise<VisitorMessage[]> {
    const { messages } = await this.api.rpc<{ messages: VisitorMessage[] }>('visitor_messages', {
      p_conversation: this.conversationId,
    });
    return messages;
  }
}
