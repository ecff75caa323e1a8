/** Who gets a chat, case by case: the agents as they are, what the visit asks for, and the answer. */
export type AgentState = {
  name: string;
  /** Default: present, online, with room, in the default department, speaking English. */
  is?: 'absent' | 'away' | 'suspended' | 'no agent' | 'outside departments' | 'without live';
  load?: number;
  limit?: number | null;
  /** Seconds since they were last given one; absent: never. */
  given?: number;
  /** Seconds since their last chat ended; absent: they have one, or never had. */
  idle?: number;
  priority?: 'high' | 'low';
  givesPriority?: boolean;
  elsewhere?: boolean;
  department?: string;
  skills?: string[];
  groups?: string[];
  languages?: string[];
  missed?: boolean;
};

export type RoutingCase = {
  title: string;
  mode?: 'least_busy' | 'round_robin' | 'longest_idle';
  asks?: { department?: string; skill?: string; group?: string; language?: string; wants?: string };
  waited?: number;
  agents: AgentState[];
  /** The name of who gets it, or null; and by what. */
  gets: string | null;
  by?: string;
  /** What gave way. */
  without?: string[];
  /** What stands in the way of each. */
  obstacles?: Record<string, string | null>;
};

export const ROUTING_CASES: RoutingCase[] = [
  {
    title: 'nobody there: nobody',
    agents: [{ name: 'A', is: 'absent' }],
    gets: null,
    obstacles: { A: 'not_present' },
  },
  { title: 'the only one there', agents: [{ name: 'A' }, { name: 'B', is: 'absent' }], gets: 'A' },
  {
    title:
      'never somebody away, suspended, without the right, outside departments, serving others, or without the channel [A14, A29, I40, P18]',
    agents: [
      { name: 'A', is: 'away' },
      { name: 'B', is: 'suspended' },
      { name: 'C', is: 'no agent' },
      { name: 'D', is: 'outside departments' },
      { name: 'E', elsewhere: true },
      { name: 'F', is: 'without live' },
    ],
    gets: null,
    obstacles: {
      A: 'away',
      B: 'no_agent',
      C: 'no_agent',
      D: 'no_department',
      E: 'other_site',
      F: 'other_channel',
    },
  },
  {
    title: 'high priority before low, however busy [A25, A26]',
    agents: [
      { name: 'A', priority: 'low' },
      { name: 'B', priority: 'high', load: 3 },
    ],
    gets: 'B',
    by: 'high',
  },
  {
    title: 'the box "give priority to conversations" is high everywhere [I29]',
    agents: [{ name: 'A' }, { name: 'B', givesPriority: true, load: 2 }],
    gets: 'B',
    by: 'high',
  },
  {
    title: 'low priority when every high one is full',
    agents: [
      { name: 'A', priority: 'low' },
      { name: 'B', priority: 'high', load: 4, limit: 4 },
    ],
    gets: 'A',
    obstacles: { A: null, B: 'at_limit' },
  },
  {
    title: 'the least busy',
    agents: [
      { name: 'A', load: 2 },
      { name: 'B', load: 1 },
      { name: 'C', load: 3 },
    ],
    gets: 'B',
    by: 'least_busy',
  },
  {
    title: 'among equally busy ones, whoever has been given one longest ago',
    agents: [
      { name: 'A', load: 1, given: 10 },
      { name: 'B', load: 1, given: 300 },
    ],
    gets: 'B',
  },
  {
    title: 'among equally busy ones, who never had one comes first',
    agents: [{ name: 'A', given: 86_000 }, { name: 'B' }],
    gets: 'B',
  },
  {
    title: 'in turn: whoever has been given one longest ago, however busy',
    mode: 'round_robin',
    agents: [
      { name: 'A', load: 0, given: 10 },
      { name: 'B', load: 3, given: 500 },
    ],
    gets: 'B',
    by: 'round_robin',
  },
  {
    title: 'longest idle: whose last chat ended longest ago',
    mode: 'longest_idle',
    agents: [
      { name: 'A', idle: 30, given: 900 },
      { name: 'B', idle: 400, given: 500 },
      { name: 'C', load: 1, given: 4_000 },
    ],
    gets: 'B',
    by: 'longest_idle',
  },
  {
    title: 'longest idle: never somebody busy while another is idle',
    mode: 'longest_idle',
    agents: [
      { name: 'A', load: 1, given: 9_000 },
      { name: 'B', idle: 1, given: 5 },
    ],
    gets: 'B',
  },
  { title: 'no limit means no limit [N15]', agents: [{ name: 'A', load: 60, limit: null }], gets: 'A' },
  {
    title: 'never above the limit [A13]',
    agents: [{ name: 'A', load: 2, limit: 2 }],
    gets: null,
    obstacles: { A: 'at_limit' },
  },
  {
    title: 'the department asked for, and no other, however long the wait [P8]',
    asks: { department: 'Billing' },
    waited: 3_600,
    agents: [{ name: 'A' }, { name: 'B', department: 'Sales' }],
    gets: null,
    obstacles: { A: 'other_department', B: 'other_department' },
  },
  {
    title: 'somebody of the department asked for',
    asks: { department: 'Billing' },
    agents: [{ name: 'A' }, { name: 'B', department: 'Billing', load: 3 }],
    gets: 'B',
  },
  {
    title: 'the skill asked for [I37, I38]',
    asks: { skill: 'Returns' },
    agents: [{ name: 'A' }, { name: 'B', skills: ['Returns'], load: 3 }],
    gets: 'B',
    without: [],
    obstacles: { A: 'no_skill', B: null },
  },
  {
    title: 'nobody with the skill is there: another available agent at once [I39]',
    asks: { skill: 'Returns' },
    agents: [{ name: 'A' }, { name: 'B', skills: ['Returns'], is: 'absent' }],
    gets: 'A',
    without: ['skill'],
  },
  {
    title: 'whoever has the skill is busy: the visitor waits for them',
    asks: { skill: 'Returns' },
    waited: 5,
    agents: [{ name: 'A' }, { name: 'B', skills: ['Returns'], load: 1, limit: 1 }],
    gets: null,
  },
  {
    title: 'whoever has the skill is busy for longer than the site says: another agent [I39]',
    asks: { skill: 'Returns' },
    waited: 31,
    agents: [{ name: 'A' }, { name: 'B', skills: ['Returns'], load: 1, limit: 1 }],
    gets: 'A',
    without: ['skill'],
  },
  {
    title: 'the visitor’s language [I45, I46, N17]',
    asks: { language: 'fr' },
    agents: [{ name: 'A' }, { name: 'B', languages: ['en', 'fr'], load: 2 }],
    gets: 'B',
    obstacles: { A: 'no_language', B: null },
  },
  {
    title: 'a dialect is the language',
    asks: { language: 'pt' },
    agents: [{ name: 'A' }, { name: 'B', languages: ['pt-BR'], load: 2 }],
    gets: 'B',
  },
  {
    title: 'a language nobody there speaks does not keep anybody waiting',
    asks: { language: 'fi' },
    agents: [{ name: 'A' }],
    gets: 'A',
    without: ['language'],
  },
  {
    title: 'the group asked for',
    asks: { group: 'North' },
    agents: [{ name: 'A' }, { name: 'B', groups: ['North'] }],
    gets: 'B',
    obstacles: { A: 'other_group', B: null },
  },
  {
    title: 'skill and language together, only who has both',
    asks: { skill: 'Returns', language: 'fr' },
    agents: [
      { name: 'A', skills: ['Returns'] },
      { name: 'B', languages: ['fr'] },
      { name: 'C', skills: ['Returns'], languages: ['fr'], load: 3 },
    ],
    gets: 'C',
  },
  {
    title: 'nobody has both: who speaks the language before who has the skill, however busy [I39, I45]',
    asks: { skill: 'Returns', language: 'fr' },
    agents: [
      { name: 'A', skills: ['Returns'] },
      { name: 'B', languages: ['fr'], load: 3 },
      { name: 'C', skills: ['Returns'], languages: ['fr'], is: 'absent' },
    ],
    gets: 'B',
    without: ['skill'],
    obstacles: { A: 'no_language', B: 'no_skill', C: 'not_present' },
  },
  {
    title: 'nobody speaks the language: who has the skill before anybody else [I39]',
    asks: { skill: 'Returns', language: 'fi' },
    agents: [{ name: 'A' }, { name: 'B', skills: ['Returns'], load: 3 }],
    gets: 'B',
    without: ['language'],
  },
  {
    title: 'nobody has either: anybody at once',
    asks: { skill: 'Returns', group: 'North', language: 'fi' },
    agents: [{ name: 'A', load: 1 }, { name: 'B' }],
    gets: 'B',
    without: ['skill', 'group', 'language'],
  },
  {
    title: 'who has both is busy: the visitor waits, though others speak the language',
    asks: { skill: 'Returns', language: 'fr' },
    waited: 5,
    agents: [
      { name: 'A', languages: ['fr'] },
      { name: 'B', skills: ['Returns'], languages: ['fr'], load: 1, limit: 1 },
    ],
    gets: null,
  },
  {
    title: 'who has both is busy for longer than the site says: who speaks the language [I39]',
    asks: { skill: 'Returns', language: 'fr' },
    waited: 31,
    agents: [
      { name: 'A', skills: ['Returns'] },
      { name: 'B', languages: ['fr'], load: 2 },
      { name: 'C', skills: ['Returns'], languages: ['fr'], load: 1, limit: 1 },
    ],
    gets: 'B',
    without: ['skill'],
  },
  {
    title:
      'nobody has both, and who speaks the language is busy: the visitor waits for them first, then who has the skill [I39]',
    asks: { skill: 'Returns', language: 'fr' },
    waited: 5,
    agents: [
      { name: 'A', skills: ['Returns'] },
      { name: 'B', languages: ['fr'], load: 1, limit: 1 },
    ],
    gets: null,
  },
  {
    title: 'all who speak the language are busy for longer than the site says: who has the skill [I39]',
    asks: { skill: 'Returns', language: 'fr' },
    waited: 31,
    agents: [
      { name: 'A' },
      { name: 'B', skills: ['Returns'], load: 3 },
      { name: 'C', languages: ['fr'], load: 1, limit: 1 },
    ],
    gets: 'B',
    without: ['language'],
  },
  {
    title: 'the agent talked to last, before priority and load',
    asks: { wants: 'A' },
    agents: [
      { name: 'A', load: 3, priority: 'low' },
      { name: 'B', priority: 'high' },
    ],
    gets: 'A',
    by: 'wanted',
  },
  {
    title: 'another when the one talked to last is full',
    asks: { wants: 'A' },
    agents: [{ name: 'A', load: 4, limit: 4 }, { name: 'B' }],
    gets: 'B',
  },
  {
    title: 'not whoever just missed it or gave it back',
    agents: [
      { name: 'A', missed: true },
      { name: 'B', load: 3 },
    ],
    gets: 'B',
    obstacles: { A: 'gave_it_back', B: null },
  },
];
