import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { type Account, createAccount } from '@/tests/support/accounts';
import { ApiCaller } from '@/tests/support/api-caller';
import type { Installation } from '@/tests/support/installation';

export type Person = Account & {
  memberId: string;
  firstName: string;
  lastName: string;
  nickname: string;
};

export type Site = { id: string; name: string; key: string };

export type SiteOptions = { addresses: string[]; name?: string; assignment?: 'automatic' | 'manual' };
export type AgentOptions = { nickname?: string; firstName?: string; lastName?: string };

/** Everybody's real name is one that no page, label or text of the product contains. */
const newRealName = () => ({ firstName: `Aldegonde${tag()}`, lastName: `Vandersmissen${tag()}` });
const tag = () => randomUUID().slice(0, 6);

/** A tenant made through the doors its people use: sign-in, functions and tables with their own tokens. */
export class Organization {
  private constructor(
    readonly installation: Installation,
    readonly id: string,
    readonly slug: string,
    readonly name: string,
    /** Administrator, supervisor and agent: who signed up. */
    readonly founder: Person,
  ) {}

  static async create(
    installation: Installation,
    options: AgentOptions & { name?: string; locale?: 'en' | 'fr'; timeZone?: string } = {},
  ): Promise<Organization> {
    const account = await createAccount(installation, 'founder');
    const { firstName, lastName, nickname } = { nickname: 'Robin', ...newRealName(), ...options };
    const name = options.name ?? `Lantern ${tag()}`;
    const created = await account.api.rpc<{ id: string; slug: string; member_id: string }>(
      'create_organization',
      {
        p_name: name,
        p_first_name: firstName,
        p_last_name: lastName,
        p_nickname: nickname,
        p_locale: options.locale ?? 'en',
        p_time_zone: options.timeZone ?? 'UTC',
      },
    );
    const founder = { ...account, memberId: created.member_id, firstName, lastName, nickname };
    return new Organization(installation, created.id, created.slug, name, founder);
  }

  async addSite(options: SiteOptions): Promise<Site> {
    const id = randomUUID();
    const name = options.name ?? `Shop ${tag()}`;
    const [row] = await this.founder.api.insert<{ public_key: string }>('sites', {
      id,
      organization_id: this.id,
      name,
      addresses: options.addresses,
      assignment: options.assignment ?? 'automatic',
    });
    if (!row) throw new Error('The site was not returned.');
    return { id, name, key: row.public_key };
  }

  async updateSite(
    site: Site,
    change: {
      is_enabled?: boolean;
      addresses?: string[];
      queue_max?: number;
      wait_max?: number;
      automatic_messages?: { en: { start?: string; end?: string } };
    },
  ): Promise<void> {
    await this.founder.api.update('sites', `id=eq.${site.id}&organization_id=eq.${this.id}`, change);
  }

  /** The single-use secret of one of the default operators' invitations, and whose it is. */
  async invite(): Promise<{ token: string; memberId: string }> {
    const [member] = await this.founder.api.select<{ id: string }>(
      'members',
      `organization_id=eq.${this.id}&status=eq.invited&order=position&limit=1&select=id`,
    );
    if (!member) throw new Error('Every default operator has joined.');
    const token = await this.founder.api.rpc<string>('create_invitation', { p_member: member.id });
    return { token, memberId: member.id };
  }

  /** A default operator who has accepted the invitation; at most three. */
  async addAgent(options: AgentOptions = {}): Promise<Person> {
    const account = await createAccount(this.installation, 'agent');
    const { token, memberId } = await this.invite();
    await account.api.rpc('accept_invitation', { p_token: token });
    const person = { nickname: `Agent ${tag()}`, ...newRealName(), ...options };
    await account.api.rpc('update_member', {
      p_member: memberId,
      p_changes: { first_name: person.firstName, last_name: person.lastName, nickname: person.nickname },
    });
    return { ...account, ...person, memberId };
  }

  async emailOf(person: Person): Promise<string | undefined> {
    const [row] = await this.founder.api.select<{ email: string }>(
      'members',
      `select=email&id=eq.${person.memberId}`,
    );
    return row?.email;
  }

  /** Gives the person a picture, or takes it from visitors' eyes. */
  async setPicture(person: Person, { isShown }: { isShown: boolean }): Promise<void> {
    const square = { width: 60, height: 60, channels: 3, background: '#b8431a' } as const;
    const picture = new Uint8Array(await sharp({ create: square }).webp().toBuffer());
    const path = `${this.id}/${randomUUID()}.webp`;
    await new ApiCaller(this.installation, { asServer: true }).upload('avatars', path, picture, 'image/webp');
    await person.api.rpc('update_member', {
      p_member: person.memberId,
      p_changes: { avatar_path: path, shows_avatar: isShown },
    });
  }

  /** Whether the person's console has told the server that it is open. */
  async isAvailable(person: Person): Promise<boolean> {
    const [row] = await person.api.select<{ lease_expires_at: string | null }>(
      'agent_availability',
      `organization_id=eq.${this.id}&member_id=eq.${person.memberId}&select=lease_expires_at`,
    );
    return row?.lease_expires_at != null;
  }

  async suspend(person: Person): Promise<void> {
    await this.founder.api.rpc('update_member', {
      p_member: person.memberId,
      p_changes: { status: 'suspended' },
    });
  }

  async setPreferences(person: Person, change: { locale?: 'en' | 'fr'; time_zone?: string }): Promise<void> {
    await person.api.rpc('update_member', { p_member: person.memberId, p_changes: change });
  }
}
