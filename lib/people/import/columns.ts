import { fold } from '@/lib/people/import/fold';
import { type ColumnMapping, IMPORT_FIELDS, type ImportField } from '@/lib/people/import/schema';

/** What people, and other products' exports, call a column; folded, without spaces and signs. */
const NAMES: Record<ImportField, readonly string[]> = {
  email: [
    'email',
    'emailaddress',
    'mail',
    'courriel',
    'adressemail',
    'adresseemail',
    'adresseelectronique',
    'adressecourriel',
    'login',
    'identifiant',
    'username',
  ],
  first_name: ['firstname', 'givenname', 'forename', 'prenom', 'first'],
  last_name: ['lastname', 'surname', 'familyname', 'name', 'nom', 'nomdefamille', 'last'],
  nickname: [
    'nickname',
    'pseudo',
    'pseudonyme',
    'surnom',
    'displayname',
    'nomaffiche',
    'alias',
    'publicname',
  ],
  rights: [
    'rights',
    'right',
    'role',
    'roles',
    'profile',
    'profil',
    'droit',
    'droits',
    'accessrights',
    'type',
  ],
  groups: ['group', 'groups', 'groupe', 'groupes', 'team', 'teams', 'equipe', 'equipes'],
  skills: ['skill', 'skills', 'competence', 'competences', 'expertise', 'tags'],
  departments: ['department', 'departments', 'departement', 'departements', 'service', 'services'],
  sites: ['site', 'sites', 'website', 'websites', 'siteweb', 'project', 'projet'],
  languages: [
    'languages',
    'spokenlanguages',
    'spokenlanguage',
    'langues',
    'languesparlees',
    'langueparlee',
    'chatlanguages',
  ],
  locale: [
    'locale',
    'language',
    'mainlanguage',
    'lang',
    'langue',
    'langueprincipale',
    'interfacelanguage',
    'languedelinterface',
  ],
  time_zone: ['timezone', 'tz', 'fuseau', 'fuseauhoraire', 'zone'],
  live_max: [
    'chatsatonce',
    'chats',
    'maxchats',
    'chatlimit',
    'limit',
    'limite',
    'chatssimultanes',
    'livemax',
    'conversationssimultanees',
    'maxconversations',
  ],
  nrt_max: ['deferredconversationsatonce', 'nrt', 'nrtmax', 'conversationsdiffereessimultanees', 'differe'],
  call_max: ['callsatonce', 'callmax', 'maxcalls', 'appelssimultanes', 'appels'],
  video_max: ['videocallsatonce', 'videomax', 'maxvideo', 'appelsvideosimultanes', 'video'],
  third_party_max: [
    'thirdpartyconversationsatonce',
    'thirdpartymax',
    'conversationstiercessimultanees',
    'thirdparty',
  ],
  external_id: [
    'externalid',
    'id',
    'employeeid',
    'employeenumber',
    'matricule',
    'identifiantexterne',
    'idexterne',
    'ref',
    'reference',
  ],
};

const keyOf = (header: string): string => fold(header).replaceAll(/[^a-z0-9]/g, '');

/** Each field stands for one column at most: the first that is called so. */
export function recogniseColumns(headers: readonly string[]): ColumnMapping {
  const taken = new Set<ImportField>();
  return headers.map((header) => {
    const key = keyOf(header);
    const field = IMPORT_FIELDS.find((candidate) => !taken.has(candidate) && NAMES[candidate].includes(key));
    if (field) taken.add(field);
    return field ?? null;
  });
}
