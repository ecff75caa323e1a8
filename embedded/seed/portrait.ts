import sharp from 'sharp';

/** What tells one drawn face from another. Colours are CSS colours. */
export type PortraitLook = {
  background: [string, string];
  skin: string;
  hair: string;
  hairStyle: HairStyle;
  clothes: string;
  neckline: 'crew' | 'shirt' | 'turtleneck' | 'vee';
  glasses?: boolean;
  beard?: boolean;
  earrings?: string;
  mouth?: string;
};

type HairStyle = keyof typeof hairShapes;

/** Drawn behind the head, then in front of it. The head is an ellipse around (128, 112), 46 by 54. */
const hairShapes = {
  bob: {
    behind: '<path d="M68 118c-6-56 22-84 60-84s66 28 60 84c-2 22-8 40-14 50H82c-6-10-12-28-14-50z"/>',
    front: '<path d="M80 108c0-36 20-56 50-56 28 0 46 18 46 56-8-18-22-28-34-32-14 16-40 26-62 32z"/>',
  },
  crop: {
    behind: '',
    front:
      '<path d="M79 106c-6-44 16-68 50-68 36 0 55 24 48 68-4-12-7-20-10-28-24 4-56 4-76-4-6 10-8 20-12 32z"/>',
  },
  curls: {
    behind:
      '<g><circle cx="84" cy="76" r="28"/><circle cx="112" cy="54" r="28"/><circle cx="146" cy="54" r="28"/><circle cx="172" cy="76" r="28"/><circle cx="68" cy="112" r="27"/><circle cx="188" cy="112" r="27"/><circle cx="66" cy="150" r="26"/><circle cx="190" cy="150" r="26"/><circle cx="80" cy="180" r="20"/><circle cx="176" cy="180" r="20"/></g>',
    front:
      '<g><circle cx="98" cy="72" r="17"/><circle cx="122" cy="64" r="17"/><circle cx="146" cy="66" r="16"/><circle cx="164" cy="80" r="13"/><circle cx="86" cy="90" r="11"/></g>',
  },
  sidePart: {
    behind: '',
    front:
      '<path d="M80 104c-8-40 12-66 46-68 40-2 60 26 50 70-4-12-6-22-12-30-26-2-44-8-54-18-4 18-18 30-30 46z"/>',
  },
  afro: {
    behind: '<circle cx="128" cy="84" r="64"/>',
    front: '<path d="M80 100c2-32 20-50 48-50s46 18 48 50c-10-16-28-24-48-24s-38 8-48 24z"/>',
  },
  wavy: {
    behind: '',
    front:
      '<path d="M80 114c-12-14-10-34 0-44 0-18 18-32 34-30 12-10 34-8 44 4 16 2 26 16 24 30 8 12 6 26-2 36-2-14-6-24-14-32-10 6-24 4-32-2-10 8-26 8-36 2-10 8-16 18-20 32z"/>',
  },
  long: {
    behind: '<path d="M70 110c-4-52 24-76 58-76s62 24 58 76c-2 44 4 70 10 92H60c6-22 12-48 10-92z"/>',
    front: '<path d="M80 112c-2-36 16-60 48-60s50 24 48 60c-8-22-24-38-46-52-10 22-30 40-50 52z"/>',
  },
} as const;

const necklines: Record<PortraitLook['neckline'], (clothes: string) => string> = {
  crew: () => '<path d="M100 190q28 22 56 0l6 6q-34 28-68 0z" fill="#000" opacity=".12"/>',
  shirt: () =>
    '<path d="M98 188l30 30 30-30 12 10-24 34-18-20-18 20-24-34z" fill="#fff" opacity=".92"/><path d="M128 212v44" stroke="#000" stroke-width="2" opacity=".15"/>',
  turtleneck: (clothes) =>
    `<path d="M102 164h52v32q-26 16-52 0z" fill="${clothes}"/><path d="M102 180q26 14 52 0v6q-26 14-52 0z" fill="#000" opacity=".14"/>`,
  vee: () => '',
};

function face({ skin, hair, glasses, beard, earrings, mouth = '#8c3b32' }: PortraitLook): string {
  const jaw = beard
    ? `<path d="M82 112c0 40 18 60 46 60s46-20 46-60c-4 14-8 20-16 24-8-8-20-10-30-10s-22 2-30 10c-8-4-12-10-16-24z" fill="${hair}"/>`
    : '';
  const smile = beard
    ? '<path d="M114 143q14 9 28 0" fill="none" stroke="#fff" stroke-width="4.5" stroke-linecap="round"/>'
    : `<path d="M112 139q16 15 32 0" fill="none" stroke="${mouth}" stroke-width="4" stroke-linecap="round"/>`;
  const lenses = glasses
    ? '<g fill="#fff" fill-opacity=".22" stroke="#2d2a32" stroke-width="3.4"><circle cx="108" cy="112" r="14.5"/><circle cx="148" cy="112" r="14.5"/><path d="M122.500 110q5.500-4 11 0" fill="none"/></g>'
    : '';
  const rings = earrings
    ? `<g fill="none" stroke="${earrings}" stroke-width="3.500"><circle cx="81" cy="138" r="6"/><circle cx="175" cy="138" r="6"/></g>`
    : '';
  return `<g fill="${skin}"><ellipse cx="82" cy="118" rx="9" ry="12"/><ellipse cx="174" cy="118" rx="9" ry="12"/></g>
  <ellipse cx="128" cy="112" rx="46" ry="56" fill="${skin}"/>${jaw}${rings}
  <g fill="#e0543f" opacity=".16"><ellipse cx="100" cy="130" rx="10" ry="7"/><ellipse cx="156" cy="130" rx="10" ry="7"/></g>
  <g fill="none" stroke="${hair}" stroke-width="4" stroke-linecap="round"><path d="M98 96q9-6 19-1M139 95q10-5 19 1"/></g>
  <g fill="#2b2125"><ellipse cx="108" cy="112" rx="4.600" ry="5.400"/><ellipse cx="148" cy="112" rx="4.600" ry="5.400"/></g>
  <g fill="#fff"><circle cx="109.600" cy="110" r="1.500"/><circle cx="149.600" cy="110" r="1.500"/></g>
  <path d="M128 114q-5 10-1 13" fill="none" stroke="#000" stroke-width="3" stroke-linecap="round" opacity=".2"/>${smile}${lenses}`;
}

export function portraitSvg(look: PortraitLook): string {
  const hair = hairShapes[look.hairStyle];
  const collar = look.neckline === 'vee' ? `<path d="M104 184l24 40 24-40z" fill="${look.skin}"/>` : '';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 256 256" width="256" height="256">
  <defs><linearGradient id="b" x1="0" y1="0" x2=".6" y2="1"><stop offset="0" stop-color="${look.background[0]}"/><stop offset="1" stop-color="${look.background[1]}"/></linearGradient></defs>
  <rect width="256" height="256" fill="url(#b)"/>
  <circle cx="196" cy="58" r="84" fill="#fff" opacity=".16"/>
  <g fill="${look.hair}">${hair.behind}</g>
  <path d="M26 262c4-46 34-66 78-72h48c44 6 74 26 78 72z" fill="${look.clothes}"/>
  <path d="M108 150h40v38q-20 18-40 0z" fill="${look.skin}"/>
  <path d="M108 164q20 14 40 0v10q-20 14-40 0z" fill="#000" opacity=".12"/>
  ${collar}${necklines[look.neckline](look.clothes)}
  ${face(look)}
  <g fill="${look.hair}">${hair.front}</g>
</svg>`;
}

export function drawPortrait(look: PortraitLook): Promise<Buffer> {
  return sharp(Buffer.from(portraitSvg(look)))
    .resize(256, 256)
    .webp({ quality: 88 })
    .toBuffer();
}
