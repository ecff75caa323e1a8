/** The shop's pictures, drawn: nothing is fetched, and they stay sharp at every size. */

export type LampName = 'opale' | 'brume' | 'heron';

type Drawing = (id: (name: string) => string) => string;

const glow = (id: string, strength: number) => `
  <radialGradient id="${id}">
    <stop offset="0" stop-color="#ffd99a" stop-opacity="${strength}"/>
    <stop offset=".45" stop-color="#ffc878" stop-opacity="${strength * 0.35}"/>
    <stop offset="1" stop-color="#ffc878" stop-opacity="0"/>
  </radialGradient>`;

const brass = (id: string) => `
  <linearGradient id="${id}" x1="0" x2="1">
    <stop offset="0" stop-color="#8a6a35"/><stop offset=".4" stop-color="#e2c283"/>
    <stop offset=".6" stop-color="#c9a35c"/><stop offset="1" stop-color="#6f5226"/>
  </linearGradient>`;

const opale: Drawing = (id) => `
  <defs>
    ${glow(id('glow'), 0.95)}${brass(id('brass'))}
    <radialGradient id="${id('glass')}" cx=".42" cy=".38" r=".75">
      <stop offset="0" stop-color="#fffdf6"/><stop offset=".55" stop-color="#fff0d2"/>
      <stop offset="1" stop-color="#e9c288"/>
    </radialGradient>
    <linearGradient id="${id('marble')}" x1="0" y1="0" x2="1" y2="1">
      <stop offset="0" stop-color="#fbf8f3"/><stop offset="1" stop-color="#cfc6b8"/>
    </linearGradient>
  </defs>
  <circle cx="200" cy="190" r="188" fill="url(#${id('glow')})"/>
  <ellipse cx="200" cy="430" rx="104" ry="12" fill="#3b2a1c" opacity=".16"/>
  <rect x="193" y="272" width="14" height="120" rx="5" fill="url(#${id('brass')})"/>
  <rect x="180" y="266" width="40" height="14" rx="7" fill="url(#${id('brass')})"/>
  <circle cx="200" cy="186" r="92" fill="url(#${id('glass')})"/>
  <path d="M138 152c10-26 30-42 54-48" fill="none" stroke="#fff" stroke-width="9" stroke-linecap="round" opacity=".75"/>
  <path d="M124 392h152a10 10 0 0 1 10 10v14a12 12 0 0 1-12 12H126a12 12 0 0 1-12-12v-14a10 10 0 0 1 10-10z" fill="url(#${id('marble')})"/>
  <path d="M136 414c26-14 42 4 70-8s36-2 62-8" fill="none" stroke="#b7ab99" stroke-width="1.6" opacity=".8"/>`;

const brume: Drawing = (id) => `
  <defs>
    ${glow(id('glow'), 0.85)}${brass(id('brass'))}
    <linearGradient id="${id('linen')}" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" stop-color="#d9c7a8"/><stop offset=".7" stop-color="#f2dfb9"/>
      <stop offset="1" stop-color="#ffe8b8"/>
    </linearGradient>
    <pattern id="${id('weave')}" width="5" height="5" patternUnits="userSpaceOnUse">
      <path d="M0 2.5h5M2.5 0v5" stroke="#8d7650" stroke-width=".55" opacity=".35"/>
    </pattern>
  </defs>
  <circle cx="200" cy="300" r="158" fill="url(#${id('glow')})"/>
  <path d="M200 0v126" stroke="#3b3128" stroke-width="3"/>
  <rect x="188" y="118" width="24" height="24" rx="6" fill="url(#${id('brass')})"/>
  <path d="M148 140h104c34 22 62 74 72 134a8 8 0 0 1-8 9H84a8 8 0 0 1-8-9c10-60 38-112 72-134z" fill="url(#${id('linen')})"/>
  <path d="M148 140h104c34 22 62 74 72 134a8 8 0 0 1-8 9H84a8 8 0 0 1-8-9c10-60 38-112 72-134z" fill="url(#${id('weave')})"/>
  <path d="M77 275h246" stroke="#b79a69" stroke-width="5" stroke-linecap="round"/>
  <ellipse cx="200" cy="284" rx="112" ry="13" fill="#fff4d8"/>
  <ellipse cx="200" cy="284" rx="62" ry="7" fill="#fffdf5"/>`;

const heron: Drawing = (id) => `
  <defs>
    ${glow(id('glow'), 0.8)}${brass(id('brass'))}
    <linearGradient id="${id('beam')}" x1=".2" y1="0" x2=".45" y2="1">
      <stop offset="0" stop-color="#ffd487" stop-opacity=".75"/><stop offset="1" stop-color="#ffd487" stop-opacity="0"/>
    </linearGradient>
    <linearGradient id="${id('shade')}" x1="0" x2="1">
      <stop offset="0" stop-color="#22342f"/><stop offset=".5" stop-color="#4a6a5f"/><stop offset="1" stop-color="#1b2925"/>
    </linearGradient>
  </defs>
  <path d="M84 170 22 420h196L158 148z" fill="url(#${id('beam')})"/>
  <circle cx="118" cy="166" r="92" fill="url(#${id('glow')})"/>
  <ellipse cx="268" cy="436" rx="86" ry="11" fill="#3b2a1c" opacity=".16"/>
  <path d="M268 424V214" stroke="url(#${id('brass')})" stroke-width="9" stroke-linecap="round"/>
  <path d="M268.1 424 268 216" stroke="#caa45d" stroke-width="8" stroke-linecap="round"/>
  <path d="M268 216 302 96" stroke="#caa45d" stroke-width="7" stroke-linecap="round"/>
  <path d="M302 96 142 92" stroke="#caa45d" stroke-width="7" stroke-linecap="round"/>
  <circle cx="268" cy="216" r="10" fill="#7b5d2c"/><circle cx="302" cy="96" r="10" fill="#7b5d2c"/>
  <circle cx="302" cy="96" r="4" fill="#e8cd92"/><circle cx="268" cy="216" r="4" fill="#e8cd92"/>
  <g transform="rotate(14 132 110)">
    <path d="M112 84h40l34 74a6 6 0 0 1-6 8H84a6 6 0 0 1-6-8z" fill="url(#${id('shade')})"/>
    <ellipse cx="132" cy="166" rx="50" ry="8" fill="#fff1cc"/>
    <rect x="118" y="70" width="28" height="18" rx="7" fill="#caa45d"/>
  </g>
  <ellipse cx="268" cy="424" rx="66" ry="10" fill="#8a6a35"/><ellipse cx="268" cy="420" rx="66" ry="10" fill="#c9a35c"/>`;

const drawings: Record<LampName, Drawing> = { opale, brume, heron };

/** The label is read aloud; `place` keeps gradient ids apart when a page shows the same lamp twice. */
export function drawLamp(lamp: LampName, label: string, place: string): string {
  const id = (name: string) => `${place}-${lamp}-${name}`;
  return `<svg class="lamp lamp-${lamp}" viewBox="0 0 400 460" role="img" aria-label="${label}">${drawings[lamp](id)}</svg>`;
}

/** The evening room at the top of the home page. */
export function drawRoom(label: string): string {
  const id = (lamp: LampName) => (name: string) => `room-${lamp}-${name}`;
  return `<svg class="room" viewBox="0 0 900 640" preserveAspectRatio="xMidYMid slice" role="img" aria-label="${label}">
  <defs>
    <linearGradient id="room-wall" x1="0" y1="0" x2=".3" y2="1">
      <stop offset="0" stop-color="#3d2d28"/><stop offset=".6" stop-color="#6b4636"/><stop offset="1" stop-color="#8b5b41"/>
    </linearGradient>
    <linearGradient id="room-wood" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" stop-color="#a87550"/><stop offset="1" stop-color="#5d3c29"/>
    </linearGradient>
    <linearGradient id="room-dusk" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" stop-color="#2b3a55"/><stop offset=".6" stop-color="#7a6a83"/><stop offset="1" stop-color="#e2a27b"/>
    </linearGradient>
  </defs>
  <rect width="900" height="640" fill="url(#room-wall)"/>
  <rect x="78" y="74" width="236" height="300" rx="118" fill="#2e211c"/>
  <path d="M90 374V192a106 106 0 0 1 212 0v182z" fill="url(#room-dusk)"/>
  <circle cx="236" cy="164" r="15" fill="#fbe9cf" opacity=".9"/>
  <path d="M90 374v-52c38-30 70-34 106-12s68 8 106-18v82z" fill="#3a3346" opacity=".85"/>
  <path d="M196 88v286M90 222h212" stroke="#2e211c" stroke-width="7"/>
  <rect y="560" width="900" height="80" fill="#3a2720"/>
  <rect x="40" y="430" width="600" height="20" rx="5" fill="#c08a60"/>
  <rect x="56" y="450" width="568" height="112" fill="url(#room-wood)"/>
  <path d="M246 450v112M436 450v112" stroke="#4a2f20" stroke-width="3"/>
  <path d="M142 494v22M332 494v22M528 494v22" stroke="#e2c283" stroke-width="6" stroke-linecap="round"/>
  <rect x="70" y="560" width="14" height="40" fill="#2c1d16"/><rect x="596" y="560" width="14" height="40" fill="#2c1d16"/>
  <g transform="translate(60 414)"><rect width="112" height="16" rx="2" fill="#45605a"/><rect x="8" y="-15" width="96" height="15" rx="2" fill="#c9895c"/><rect x="16" y="-27" width="84" height="12" rx="2" fill="#e6d3b3"/></g>
  <g transform="translate(520 322)">
    <path d="M22 108h50l-6-52H28z" fill="#d8c3a5"/>
    <path d="M46 58C30 20 12 16 2 22c14 4 28 18 40 38M48 58c-4-40 8-62 26-66-8 16-14 36-22 66M50 58c12-24 30-32 46-26-18 4-30 14-42 28" fill="#55705f"/>
  </g>
  <g transform="translate(222 66) scale(.86)">${opale(id('opale'))}</g>
  <g transform="translate(470 -40) scale(.66)">${brume(id('brume'))}</g>
  <g transform="translate(520 128) scale(1.06)">${heron(id('heron'))}</g>
</svg>`;
}
