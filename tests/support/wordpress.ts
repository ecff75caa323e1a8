import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LOOPBACK } from '@/embedded/config';
import { freePorts } from '@/embedded/ports';

const run = promisify(execFile);

/** Where Debian's packages put them: `apt-get install wordpress php-cli php-mysql mariadb-server`. */
const WORDPRESS = '/usr/share/wordpress';
const NEEDED = [
  `${WORDPRESS}/wp-load.php`,
  '/usr/bin/php',
  '/usr/bin/mariadb-install-db',
  '/usr/sbin/mariadbd',
];

export const isWordPressHere = NEEDED.every((path) => existsSync(path));

const ADMIN = { user: 'admin', password: 'a-password-for-one-test' };

/** Debian's package has no theme; this is the least one can be. */
const THEME = {
  'style.css': '/* Theme Name: Plain */',
  'index.php':
    '<!doctype html><html><head><?php wp_head(); ?></head><body><h1><?php bloginfo("name"); ?></h1><?php wp_footer(); ?></body></html>',
};

const config = (socket: string) => `<?php
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:${socket}');
define('DB_CHARSET', 'utf8mb4');
define('WP_DEFAULT_THEME', 'plain');
define('FS_METHOD', 'direct');
define('AUTOMATIC_UPDATER_DISABLED', true);
define('DISABLE_WP_CRON', true);
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('WP_DEBUG', true);
define('WP_DEBUG_DISPLAY', false);
define('WP_DEBUG_LOG', __DIR__ . '/debug.log');
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
`;

/**
 * Shows a page in another language without WordPress's own translations, which are no package of Debian's, and one page
 * at every address: there are no others.
 */
const PAGES = `<?php
if (isset($_GET['in'])) add_filter('locale', fn() => $_GET['in']);
remove_action('template_redirect', 'redirect_canonical');
`;

type Form = Record<string, string | Blob>;

/** A real WordPress in a folder of its own, used as a browser uses it: pages, forms, cookies. */
export class WordPress {
  private readonly cookies = new Map<string, string>();

  private constructor(
    readonly folder: string,
    readonly url: string,
    private readonly programs: ChildProcess[],
  ) {}

  static async start(): Promise<WordPress> {
    const folder = await mkdtemp(join(tmpdir(), 'foyer-wordpress-'));
    const site = join(folder, 'site');
    const socket = join(folder, 'db.sock');
    const database = join(folder, 'db');
    const asUser = `--user=${userInfo().username}`;
    await cp(WORDPRESS, site, { recursive: true, dereference: true });
    const content = join(site, 'wp-content');
    await mkdir(join(content, 'themes', 'plain'), { recursive: true });
    await mkdir(join(content, 'mu-plugins'), { recursive: true });
    for (const [name, text] of Object.entries(THEME))
      await writeFile(join(content, 'themes', 'plain', name), text);
    await writeFile(join(content, 'mu-plugins', 'pages.php'), PAGES);
    await writeFile(join(site, 'wp-config.php'), config(socket));

    await run('/usr/bin/mariadb-install-db', [
      '--no-defaults',
      `--datadir=${database}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      asUser,
    ]);
    const server = [
      '--no-defaults',
      `--datadir=${database}`,
      `--socket=${socket}`,
      '--skip-networking',
      asUser,
    ];
    const programs = [spawn('/usr/sbin/mariadbd', server, { stdio: 'ignore' })];
    const [port = 0] = await freePorts(1);
    const served = ['-d', 'upload_max_filesize=8M', '-S', `${LOOPBACK}:${port}`, '-t', site];
    programs.push(spawn('/usr/bin/php', served, { stdio: 'ignore' }));
    const wordPress = new WordPress(folder, `http://${LOOPBACK}:${port}`, programs);
    await wordPress.prepare(socket);
    return wordPress;
  }

  private async prepare(socket: string): Promise<void> {
    const connect = `$db = new mysqli('localhost', 'root', '', '', 0, '${socket}'); $db->query('create database wordpress');`;
    await untilDone(() => run('/usr/bin/php', ['-r', connect]));
    await untilDone(() => this.open('/wp-admin/install.php'));
    await this.send('/wp-admin/install.php?step=2', {
      weblog_title: 'Lamps',
      user_name: ADMIN.user,
      admin_password: ADMIN.password,
      admin_password2: ADMIN.password,
      admin_email: 'admin@lamps.example',
      pw_weak: '1',
      blog_public: '0',
      language: '',
    });
  }

  async signIn(): Promise<void> {
    await this.open('/wp-login.php');
    await this.send('/wp-login.php', { log: ADMIN.user, pwd: ADMIN.password, testcookie: '1' });
  }

  signOut(): void {
    this.cookies.clear();
  }

  /** Follows redirects, as a browser does. */
  async open(path: string, body?: FormData): Promise<string> {
    const headers = { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
    const response = await fetch(new URL(path, this.url), {
      headers,
      redirect: 'manual',
      ...(body ? { method: 'POST', body } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      this.cookies.set(name, value);
    }
    const next = response.headers.get('location');
    return next ? this.open(next) : response.text();
  }

  send(path: string, fields: Form): Promise<string> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    return this.open(path, form);
  }

  /** Plugins > Add New > Upload Plugin, then Activate. */
  async installPlugin(zip: Uint8Array<ArrayBuffer>): Promise<void> {
    const page = await this.open('/wp-admin/plugin-install.php?tab=upload');
    const form = /<form[^>]+action="[^"]*action=upload-plugin"[\s\S]*?<\/form>/.exec(page)?.[0] ?? '';
    const installed = await this.send('/wp-admin/update.php?action=upload-plugin', {
      _wpnonce: fieldIn(form, '_wpnonce'),
      pluginzip: new File([zip], 'foyer-chat.zip', { type: 'application/zip' }),
    });
    const activate = /href="([^"]*plugins\.php\?action=activate[^"]*)"/.exec(installed)?.[1];
    if (!activate) throw new Error(`The plugin was not installed:\n${installed.slice(-2000)}`);
    await this.open(`/wp-admin/${activate.replaceAll('&amp;', '&').replace(/^.*\/wp-admin\//, '')}`);
  }

  /** What WordPress and the plugins complained about. */
  complaints(): Promise<string> {
    return readFile(join(this.folder, 'site', 'debug.log'), 'utf8').catch(() => '');
  }

  async stop(): Promise<void> {
    await Promise.all(
      this.programs.map(async (program) => {
        if (program.exitCode !== null) return;
        const ended = new Promise((done) => program.once('exit', done));
        program.kill('SIGKILL');
        await ended;
      }),
    );
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** The value of a form's field, as it stands in the page. */
export function fieldIn(html: string, name: string): string {
  const input = new RegExp(`<input[^>]*name="${name.replace(/[[\]]/g, '\\$&')}"[^>]*>`).exec(html)?.[0] ?? '';
  return /value="([^"]*)"/.exec(input)?.[1] ?? '';
}

const ATTEMPTS_MAX = 300;

/** Programs say nothing when they are ready. */
async function untilDone(attempt: () => Promise<unknown>): Promise<void> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (attempts === ATTEMPTS_MAX) throw error;
      await new Promise((done) => setTimeout(done, 100));
    }
  }
}
