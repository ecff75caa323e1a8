'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { CodeBlock } from '@/components/sites/code-block';
import { BODY_END } from '@/components/sites/installation/tag-name';
import { Button } from '@/components/ui/button';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs';
import { RECIPES, type Recipe, recipeCode } from '@/lib/sites/snippet';

const STEPS = ['1', '2', '3'] as const;

type RecipesProps = { appUrl: string; siteKey: string; pluginPath: string };

/** The same line in the words of each kind of website. */
export function Recipes({ appUrl, siteKey, pluginPath }: RecipesProps) {
  const t = useTranslations('siteInstallation');
  const [chosen, choose] = useState<string>(RECIPES[0]);
  return (
    <Tabs value={chosen} onValueChange={choose} className="grid min-w-0 px-5 pt-2 pb-5">
      <TabsList aria-label={t('kinds')}>
        {RECIPES.map((recipe) => (
          <TabsTrigger key={recipe} value={recipe}>
            {t(`tabs.${recipe}`)}
          </TabsTrigger>
        ))}
      </TabsList>
      {RECIPES.map((recipe) => (
        <TabsContent key={recipe} value={recipe} className="grid min-w-0 gap-4 rounded-sm pt-4">
          <Steps recipe={recipe} />
          {recipe === 'wordpress' ? (
            <Button asChild className="justify-self-start">
              <a href={pluginPath} download>
                <Download aria-hidden /> {t('download')}
              </a>
            </Button>
          ) : (
            <CodeBlock code={recipeCode(recipe, appUrl, siteKey)} label={t(`tabs.${recipe}`)} />
          )}
        </TabsContent>
      ))}
    </Tabs>
  );
}

function Steps({ recipe }: { recipe: Recipe }) {
  const t = useTranslations('siteInstallation.steps');
  return (
    <ol className="grid gap-2.5">
      {STEPS.map((step) => (
        <li key={step} className="flex gap-3 leading-relaxed">
          <span
            aria-hidden
            className="grid size-6 shrink-0 place-items-center rounded-full bg-muted font-medium text-muted-foreground text-xs"
          >
            {step}
          </span>
          <span className="min-w-0">{t.rich(`${recipe}.${step}`, BODY_END)}</span>
        </li>
      ))}
    </ol>
  );
}
