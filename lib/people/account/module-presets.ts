import { type MemberRight, MODULES, type Module } from '@/lib/auth/permissions';

/** What comes with the rights until somebody chooses otherwise, as private.preset_modules has it. */
export function presetModules(rights: readonly MemberRight[]): readonly Module[] {
  if (rights.includes('administrator')) return MODULES;
  if (rights.includes('supervisor')) return ['livechat', 'history', 'statistics', 'people'];
  if (rights.includes('agent') || rights.includes('tester')) return ['livechat'];
  return [];
}

/** The modules follow the rights and keep what was chosen beside them, as private.complete_member does. */
export function modulesAfter(
  before: readonly MemberRight[],
  after: readonly MemberRight[],
  modules: readonly Module[],
): Module[] {
  if (before.includes('administrator') || after.includes('administrator')) return [...presetModules(after)];
  const preset = presetModules(after);
  const old = presetModules(before);
  return MODULES.filter(
    (module) => preset.includes(module) || (modules.includes(module) && !old.includes(module)),
  );
}
