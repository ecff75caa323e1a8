import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { budget, type Finding } from '@/bench/figures';
import type { Stage } from '@/bench/stage';

const ROWS = 5_000;
const UPLOAD_ROWS = 1_000;
const RUN_ROWS = 500;

const organizationRow = z.object({ id: z.string() });
const groupRow = z.object({ id: z.string() });
const runAnswer = z.object({ waiting: z.number(), done: z.number() });

/** A file of 5,000 people, as the import page sends it: rows first, then members out of them; nobody is invited yet. */
export async function measureMemberImport(stage: Stage): Promise<Finding> {
  const { rest, doors } = stage;
  const caller = await doors.signUp(`import-${randomUUID()}@bench.example`, randomUUID());
  const call = (name: string, args: object) => rest.rpc(caller.token, name, args);
  const organization = organizationRow.parse(
    await call('create_organization', {
      p_name: 'Import',
      p_first_name: 'Ada',
      p_last_name: 'Bench',
      p_nickname: 'Ada',
    }),
  );
  const group = groupRow.parse(
    await call('save_group', { p_organization: organization.id, p_id: randomUUID(), p_name: 'Lyon' }),
  );
  const skill = groupRow.parse(
    await call('save_skill', { p_organization: organization.id, p_id: randomUUID(), p_name: 'After-sales' }),
  );

  const id = randomUUID();
  const startedAt = performance.now();
  await call('begin_member_import', {
    p_organization: organization.id,
    p_id: id,
    p_file_name: 'people.csv',
    p_sign_in: 'later',
    p_row_count: ROWS,
  });
  for (let from = 0; from < ROWS; from += UPLOAD_ROWS) {
    const rows = Array.from({ length: UPLOAD_ROWS }, (_, index) => rowOf(from + index, group.id, skill.id));
    await call('add_import_rows', { p_import: id, p_rows: rows });
  }
  const uploadedAt = performance.now();
  let answer = runAnswer.parse(await call('run_member_import', { p_import: id, p_limit: RUN_ROWS }));
  while (answer.waiting > 0) {
    answer = runAnswer.parse(await call('run_member_import', { p_import: id, p_limit: RUN_ROWS }));
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  const perSecond = ROWS / seconds;
  return {
    figures: [
      {
        id: 'member_import_rows_per_s',
        what: 'Members imported from a file, with groups, skills and limits',
        unit: 'rows/s',
        value: perSecond,
        detail: `${ROWS} rows in ${seconds.toFixed(1)} s, of which upload ${((uploadedAt - startedAt) / 1_000).toFixed(1)} s`,
        budget: budget(perSecond, { atLeast: 500 }, '≥ 500 rows/s'),
      },
    ],
    broken: answer.done === ROWS ? [] : [`Of ${ROWS} rows ${answer.done} became members.`],
  };
}

function rowOf(index: number, groupId: string, skillId: string) {
  return {
    line: index + 2,
    email: `person.${index}@import.example`,
    changes: {
      first_name: `Ines ${index}`,
      last_name: 'Dupont',
      nickname: `Ines ${index}`,
      rights: ['agent'],
      groups: index % 2 === 0 ? [groupId] : [],
      skills: [skillId],
      languages: ['fr', 'en'],
      locale: 'fr',
      time_zone: 'Europe/Paris',
      external_id: `E-${index}`,
      live_max: 5,
    },
  };
}
