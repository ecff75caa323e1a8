import type { Locale } from '@/lib/i18n/locales';
import accountEn from '@/lib/i18n/messages/en/account.json';
import auditEn from '@/lib/i18n/messages/en/audit.json';
import authEn from '@/lib/i18n/messages/en/auth.json';
import automaticMessagesEn from '@/lib/i18n/messages/en/automatic-messages.json';
import billingEn from '@/lib/i18n/messages/en/billing.json';
import conversationsEn from '@/lib/i18n/messages/en/conversations.json';
import departmentsEn from '@/lib/i18n/messages/en/departments.json';
import errorsEn from '@/lib/i18n/messages/en/errors.json';
import formsEn from '@/lib/i18n/messages/en/forms.json';
import groupsEn from '@/lib/i18n/messages/en/groups.json';
import hoursEn from '@/lib/i18n/messages/en/hours.json';
import importEn from '@/lib/i18n/messages/en/import.json';
import invitationsEn from '@/lib/i18n/messages/en/invitations.json';
import memberEn from '@/lib/i18n/messages/en/member.json';
import offlineMailsEn from '@/lib/i18n/messages/en/offline-mails.json';
import organizationsEn from '@/lib/i18n/messages/en/organizations.json';
import peopleEn from '@/lib/i18n/messages/en/people.json';
import routingEn from '@/lib/i18n/messages/en/routing.json';
import routingPreviewEn from '@/lib/i18n/messages/en/routing-preview.json';
import securityEn from '@/lib/i18n/messages/en/security.json';
import sharedEn from '@/lib/i18n/messages/en/shared.json';
import shellEn from '@/lib/i18n/messages/en/shell.json';
import siteEn from '@/lib/i18n/messages/en/site.json';
import siteAgentsEn from '@/lib/i18n/messages/en/site-agents.json';
import siteInstallationEn from '@/lib/i18n/messages/en/site-installation.json';
import siteLookEn from '@/lib/i18n/messages/en/site-look.json';
import sitesEn from '@/lib/i18n/messages/en/sites.json';
import targetingEn from '@/lib/i18n/messages/en/targeting.json';
import accountFr from '@/lib/i18n/messages/fr/account.json';
import auditFr from '@/lib/i18n/messages/fr/audit.json';
import authFr from '@/lib/i18n/messages/fr/auth.json';
import automaticMessagesFr from '@/lib/i18n/messages/fr/automatic-messages.json';
import billingFr from '@/lib/i18n/messages/fr/billing.json';
import conversationsFr from '@/lib/i18n/messages/fr/conversations.json';
import departmentsFr from '@/lib/i18n/messages/fr/departments.json';
import errorsFr from '@/lib/i18n/messages/fr/errors.json';
import formsFr from '@/lib/i18n/messages/fr/forms.json';
import groupsFr from '@/lib/i18n/messages/fr/groups.json';
import hoursFr from '@/lib/i18n/messages/fr/hours.json';
import importFr from '@/lib/i18n/messages/fr/import.json';
import invitationsFr from '@/lib/i18n/messages/fr/invitations.json';
import memberFr from '@/lib/i18n/messages/fr/member.json';
import offlineMailsFr from '@/lib/i18n/messages/fr/offline-mails.json';
import organizationsFr from '@/lib/i18n/messages/fr/organizations.json';
import peopleFr from '@/lib/i18n/messages/fr/people.json';
import routingFr from '@/lib/i18n/messages/fr/routing.json';
import routingPreviewFr from '@/lib/i18n/messages/fr/routing-preview.json';
import securityFr from '@/lib/i18n/messages/fr/security.json';
import sharedFr from '@/lib/i18n/messages/fr/shared.json';
import shellFr from '@/lib/i18n/messages/fr/shell.json';
import siteFr from '@/lib/i18n/messages/fr/site.json';
import siteAgentsFr from '@/lib/i18n/messages/fr/site-agents.json';
import siteInstallationFr from '@/lib/i18n/messages/fr/site-installation.json';
import siteLookFr from '@/lib/i18n/messages/fr/site-look.json';
import sitesFr from '@/lib/i18n/messages/fr/sites.json';
import targetingFr from '@/lib/i18n/messages/fr/targeting.json';

const en = {
  account: accountEn,
  audit: auditEn,
  auth: authEn,
  automaticMessages: automaticMessagesEn,
  billing: billingEn,
  conversations: conversationsEn,
  departments: departmentsEn,
  errors: errorsEn,
  forms: formsEn,
  groups: groupsEn,
  hours: hoursEn,
  import: importEn,
  invitations: invitationsEn,
  member: memberEn,
  offlineMails: offlineMailsEn,
  organizations: organizationsEn,
  people: peopleEn,
  routing: routingEn,
  routingPreview: routingPreviewEn,
  security: securityEn,
  shared: sharedEn,
  shell: shellEn,
  site: siteEn,
  siteAgents: siteAgentsEn,
  siteInstallation: siteInstallationEn,
  siteLook: siteLookEn,
  sites: sitesEn,
  targeting: targetingEn,
};

/** English names the texts; a French one that is missing does not compile. One file per capability. */
export type Messages = typeof en;

const fr: Messages = {
  account: accountFr,
  audit: auditFr,
  auth: authFr,
  automaticMessages: automaticMessagesFr,
  billing: billingFr,
  conversations: conversationsFr,
  departments: departmentsFr,
  errors: errorsFr,
  forms: formsFr,
  groups: groupsFr,
  hours: hoursFr,
  import: importFr,
  invitations: invitationsFr,
  member: memberFr,
  offlineMails: offlineMailsFr,
  organizations: organizationsFr,
  people: peopleFr,
  routing: routingFr,
  routingPreview: routingPreviewFr,
  security: securityFr,
  shared: sharedFr,
  shell: shellFr,
  site: siteFr,
  siteAgents: siteAgentsFr,
  siteInstallation: siteInstallationFr,
  siteLook: siteLookFr,
  sites: sitesFr,
  targeting: targetingFr,
};

export const catalogue: Record<Locale, Messages> = { en, fr };
