import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import { type DepartmentCounts, departmentProblem } from '@/lib/people/departments/schema';

type DepartmentWarningProps = {
  counts: DepartmentCounts;
  /** The organization's, where the departments are on another page and the reader may open it. */
  slug?: string | null;
};

/** Why the chat is offline everywhere, and the two things that put it right, done or not. */
export function DepartmentWarning({ counts, slug = null }: DepartmentWarningProps) {
  const t = useTranslations('departments.warning');
  const problem = departmentProblem(counts);
  if (!problem) return null;
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-xl border border-danger/30 bg-danger-soft px-4 py-3"
    >
      <TriangleAlert aria-hidden className="size-5 shrink-0 text-danger" />
      <div className="grid min-w-0 flex-1 basis-60 gap-0.5">
        <p className="font-medium text-danger">{t(`${problem}.title`)}</p>
        <p className="text-[13px]">{t(`${problem}.text`)}</p>
      </div>
      {slug ? (
        <Button asChild size="sm" variant="secondary">
          <Link href={`/${slug}/people/departments`}>{t('action')}</Link>
        </Button>
      ) : null}
    </div>
  );
}
