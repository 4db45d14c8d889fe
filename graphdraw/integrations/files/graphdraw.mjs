// Figures of computational graphs in a MyST book: the directive `graphdraw`, the roles `graphdraw:value` and
// `graphdraw:grad`. Written by `graphdraw integration mystmd`. It starts the program that the environment variable
// GRAPHDRAW names, else `graphdraw`, else `python -P -m graphdraw`, and draws only what has changed.
import { spawnSync } from 'node:child_process';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

// `-P` (Python 3.11) keeps Python from importing what lies in the folder of the book.
const COMMANDS = process.env.GRAPHDRAW
  ? [[process.env.GRAPHDRAW]]
  : [['graphdraw'], ...['python3', 'python', 'py'].map((python) => [python, '-P', '-m', 'graphdraw'])];
// A site needs SVG alone, which takes half the time; exports take the format that they show best.
const EXPORTS = /^(-a|--(all|pdf|tex|typst|docx|word|xml|jats|md|meca|ipynb))$/;
const isSite = process.argv.some((word) => /^(start|--site|--html)$/.test(word));
const FORMATS = isSite && !process.argv.some((word) => EXPORTS.test(word)) ? ['svg'] : ['svg', 'pdf', 'png'];
const PROJECT_FILES = ['graphdraw.yaml', 'pyproject.toml'];
const UNUSED = 7 * 24 * 3600 * 1000; // milliseconds after which what no build has used is removed
const UNKNOWN = 3600 * 1000; // after which a figure that belongs to no record is removed; another build may be at work
const FLAGS = ['theme', 'direction', 'notation'];
const INLINE = /\n|^\{|^[\w-]+:(\s|$)/; // how a view begins that is no file

const hash = (data) => createHash('sha256').update(data).digest('hex').slice(0, 20);
const attempt = (action) => { try { return action(); } catch { return undefined; } };
// Of ordinary files only, and of no size that none of ours has: a pipe would be waited for.
const MOST = 1 << 26;
const isFile = (file, found = attempt(() => fs.statSync(file))) => found?.isFile() === true && found.size <= MOST;
const read = (file) => (isFile(file) && attempt(() => fs.readFileSync(file))) || '';
const upwards = (at) => (path.dirname(at) === at ? [at] : [at, ...upwards(path.dirname(at))]);
// In the folder that the book keeps nothing is reached by a link: anybody may have put it there.
const isOwn = (file) => attempt(() => fs.lstatSync(file))?.isFile() === true;
const kept = (file) => (isOwn(file) ? read(file) : '');
const touch = (file) => attempt(() => fs.utimesSync(file, new Date(), new Date()));
const run = ([name, ...first], args, how) =>
  spawnSync(name, [...first, ...args], { encoding: 'utf8', maxBuffer: 1 << 28, windowsHide: true, ...how });

// The command that answers, with its version; false if there is none.
let found;
function program() {
  for (const command of found === undefined ? COMMANDS : []) {
    const { status, stdout } = run(command, ['--version'], {});
    if (status === 0) return (found = { command, version: stdout });
  }
  return (found ??= false);
}

// What a file of ours is called: nothing else is ever removed.
const OURS = /^[0-9a-f]{20}\.(json|yaml|svg|pdf|png)$/;

// Where figures are kept; undefined where a link leads out of the book: asked step by step, before anything is made there.
function storeOf(project) {
  const root = fs.realpathSync(project);
  let place = root;
  for (const name of ['_build', 'graphdraw']) {
    attempt(() => fs.mkdirSync(path.join(place, name)));
    place = attempt(() => fs.realpathSync(path.join(place, name)));
    if (!place || !isBelow(root, place) || !fs.statSync(place).isDirectory()) return undefined;
  }
  return path.join(project, '_build', 'graphdraw');
}

function isBelow(folder, place) {
  const way = path.relative(folder, place);
  return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}

// Put a file into its place when it is complete; a link that is there is replaced and not followed.
function write(file, data, mode = 0o666) {
  const temporary = path.join(path.dirname(file), `.graphdraw-${process.pid}-${randomBytes(8).toString('hex')}.tmp`);
  try {
    fs.writeFileSync(temporary, data, { flag: 'wx', mode });
    fs.renameSync(temporary, file);
  } catch (error) {
    attempt(() => fs.unlinkSync(temporary));
    throw error;
  }
}

// Records lie in the book, where a stranger may have put them: what this user has not sealed is none. The key lies in the
// user's cache; where there can be none, it is forgotten with the process.
let own;
function ownKey() {
  const caches = { win32: process.env.LOCALAPPDATA, darwin: path.join(os.homedir(), 'Library', 'Caches') }[process.platform];
  const file = path.join(caches ?? (process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache')), 'graphdraw', 'mystmd-key');
  if (read(file).length !== 32) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    write(file, randomBytes(32), 0o600);
  }
  return fs.readFileSync(file);
}
const seal = (text) => createHmac('sha256', (own ??= attempt(ownKey) ?? randomBytes(32))).update(text).digest('hex');
const sealed = (key, record) => JSON.stringify({ image: record.image, seal: seal(key + JSON.stringify(record)), record });
function unsealed(key, text) {
  const { seal: found, record } = JSON.parse(text);
  return found === seal(key + JSON.stringify(record)) ? record : undefined;
}

// Remove the records that no build has used for long, and the pictures that only those have, or had before they changed:
// what this user has sealed, and the files that say what was sealed.
function tidy(store) {
  const at = (name) => path.join(store, name);
  const age = (name) => Date.now() - (attempt(() => fs.lstatSync(at(name)).mtimeMs) ?? Date.now());
  const names = (attempt(() => fs.readdirSync(store)) ?? []).filter((name) => OURS.test(name) && isOwn(at(name)));
  const sealedIn = (name) => attempt(() => unsealed(path.parse(name).name, kept(at(name))));
  const records = names.filter((name) => name.endsWith('.json')).map((name) => ({ name, isOld: age(name) >= UNUSED, record: sealedIn(name) }));
  const ours = records.filter((one) => one.record);
  const used = new Set(ours.filter((one) => !one.isOld).map((one) => one.record.image));
  const remove = (name) => attempt(() => fs.unlinkSync(at(name)));
  for (const { name, isOld, record } of ours) {
    const gone = [...(record.old ?? []), ...(isOld ? [record] : [])].filter(({ image }) => !used.has(image));
    for (const { image, digests } of gone) {
      const files = Object.entries(digests ?? {}).map(([form, digest]) => [`${image}.${form}`, digest]);
      const isGone = ([file, digest]) => OURS.test(file) && age(file) >= UNKNOWN && hash(kept(at(file))) === digest;
      for (const [file] of files.filter(isGone)) remove(file);
    }
    if (isOld) remove(name);
  }
  const isView = (name) => name.endsWith('.yaml') && name === `${hash(kept(at(name)))}.yaml`;
  for (const name of names.filter((one) => isView(one) && age(one) >= UNUSED)) remove(name);
}

const projectFiles = (folder) => upwards(folder).flatMap((at) => PROJECT_FILES.map((name) => path.join(at, name)));

// Whether a project file is a link that graphdraw does not follow: out of its folder and of all projects round it.
function leadsOut(file) {
  if (!attempt(() => fs.lstatSync(file).isSymbolicLink())) return false;
  const place = attempt(() => fs.realpathSync(file));
  const isRoot = (at, i) => i === 0 || PROJECT_FILES.some((name) => isOwn(path.join(at, name)));
  const roots = upwards(path.dirname(file)).filter(isRoot).map((at) => fs.realpathSync(at));
  return !place || !roots.some((root) => isBelow(root, place));
}

// What the files are now that a figure depends on: what it was made from, and where a project file is or may come. It is
// sealed, so that it tells nobody else what is in them.
const now = (file) => [file, seal(read(file)).slice(0, 20)];
const state = (files, folder) => [...files.map(now), ...projectFiles(folder).filter((file) => !leadsOut(file)).map(now)];

// The file for a view that is written in the page.
function writtenView(text, store) {
  const data = `view:\n${text.replace(/^/gm, '  ')}\n`;
  const file = path.join(store, `${hash(data)}.yaml`);
  if (String(kept(file)) !== data) write(file, data);
  touch(file);
  return file;
}

const firstLine = (text) => text.trim().split('\n')[0].replace(/^error: | \[[\w-]+\]$/g, '');
const ROOT = 'the root is the folder of the nearest project file above, else that of the book';
const failure = (text) => ({ problems: [{ severity: 'error', code: 'usage', text }] });

const picture = (store, image, form) => path.join(store, `${image}.${form}`);

// Whether nothing but pictures of ours has a name: of `name.*` mystmd takes what it likes best, and it follows links.
function isAlone(store, image) {
  const isSafe = (name) => ['svg', 'pdf', 'png'].includes(name.slice(image.length + 1)) && isOwn(path.join(store, name));
  return fs.readdirSync(store).every((name) => !name.toLowerCase().startsWith(`${image}.`) || isSafe(name));
}

// mystmd knows a picture by its path, date and size: another picture has another name, the same keeps its date.
function keep(store, pictures) {
  let image = hash(pictures.svg);
  while (!isAlone(store, image)) image = hash(image);
  for (const [form, data] of Object.entries(pictures)) {
    const place = picture(store, image, form);
    if (hash(kept(place)) !== hash(data)) write(place, data);
  }
  return image;
}

// A new report of `graphdraw embed` with its pictures, kept as a record for the next build if there is no error.
function renew(store, key, args, specFolder, draw, how, last) {
  const started = Date.now();
  const folder = draw ? fs.mkdtempSync(path.join(os.tmpdir(), 'graphdraw-')) : '';
  try {
    const stem = path.join(folder, 'figure');
    const done = run(program().command, ['embed', ...(draw ? ['-o', stem, '-f', FORMATS.join()] : []), ...args], how);
    const report = attempt(() => JSON.parse(done.stdout)) ?? failure(firstLine(done.stderr || String(done.error)));
    if (done.status !== 0) return report;
    const pictures = Object.fromEntries((draw ? FORMATS : []).map((form) => [form, read(`${stem}.${form}`)]));
    const image = draw ? keep(store, pictures) : '';
    const digests = Object.fromEntries(Object.entries(pictures).map(([form, data]) => [form, hash(data)]));
    const isThere = (one) => one.image && one.image !== image && isOwn(picture(store, one.image, 'svg'));
    const old = [...(last?.old ?? []), { image: last?.image, digests: last?.digests }].filter(isThere);
    const edited = report.dependencies.some((file) => (attempt(() => fs.statSync(file).mtimeMs) ?? Infinity) > started);
    Object.assign(report, { store, image, digests, old, figures: undefined });
    report.state = edited ? null : state(report.dependencies, specFolder);
    attempt(() => write(path.join(store, `${key}.json`), sealed(key, report))); // without it, the next build draws again
    return report;
  } finally {
    if (folder) attempt(() => fs.rmSync(folder, { recursive: true }));
  }
}

// The report of a figure, that of the last build if nothing has changed since; `image` names its pictures in `store`.
const tidied = new Set();
function embedded(page, source, body, options, draw) {
  const folder = path.dirname(path.resolve(page));
  const project = upwards(folder).find((at) => fs.existsSync(path.join(at, 'myst.yml'))) ?? process.cwd();
  const inBook = (file) => (file?.startsWith('/') ? path.relative(folder, path.join(project, file)) : file);
  const spec = inBook(source);
  const specFolder = path.dirname(path.resolve(folder, spec ?? 'page'));
  const store = storeOf(project);
  if (!store) return failure("the folder '_build/graphdraw' cannot be used: it is no folder, or leads out of the book");
  if (!program()) return failure("graphdraw is not found: 'pip install graphdraw', or name it in GRAPHDRAW");
  if (!tidied.has(store)) tidied.add(tidy(store) ?? store);
  const args = ['--book', project];
  for (const name of FLAGS) if (options[name]) args.push(`--${name}`, options[name]);
  const view = options.view;
  if (view) args.push('--view', INLINE.test(view) ? writtenView(view, store) : inBook(view));
  for (const one of (options.set ?? '').split(/[;\n]/).filter((text) => text.trim())) args.push('--set', one.trim());
  args.push('--', spec ?? '-'); // a file may have a name that looks like an option
  const key = hash(JSON.stringify([program().version, folder, body, draw, ...args]));
  const last = attempt(() => unsealed(key, kept(path.join(store, `${key}.json`))));
  const same = last && JSON.stringify(state(last.dependencies, specFolder)) === JSON.stringify(last.state);
  const isWhole = (form) => hash(kept(picture(store, last.image, form))) === last.digests[form];
  if (same && (!draw || (isAlone(store, last.image) && FORMATS.every(isWhole)))) {
    touch(path.join(store, `${key}.json`));
    return last;
  }
  return renew(store, key, args, specFolder, draw, { cwd: folder, input: body ?? '' }, last);
}

// The same; what the system refuses (a full disk, a folder in the place of a file) is a problem, and no end of the build.
function embed(page, source, body, options, draw = true) {
  try {
    return embedded(page, source, body, options, draw);
  } catch (error) {
    const what = error.syscall ? "the folder '_build/graphdraw' cannot be used: " : '';
    return failure(`${what}${firstLine(error.message.split(',')[0])}`);
  }
}

// A text for the log: on one line, with nothing that cannot be seen, and with no command to the log of a run, as by
// `visible` and `inert` of graphdraw/errors.py. All that is told goes through it.
const PASSED = '\\u00ad\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufe00-\\ufe0f\\ufeff';
const UNSEEN = /(?<![\p{So}\p{Sk}\p{Mn}])\u200d|(?<![\p{So}\u{e0020}-\u{e007f}])[\u{e0020}-\u{e007f}]|(?![\u200d\u{e0020}-\u{e007f}])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u00a0]/gu;
const COLONS = new RegExp(`^([\\s${PASSED}]*):(?=[${PASSED}]*:)`, 'u');
const BRACKET = new RegExp(`(#[${PASSED}]*#[\\p{L}\\p{N}_${PASSED}]*)\\[`, 'gu');
const seen = (sign) => ({ '\n': '\\n', '\r': '\\r', '\t': '\\t' })[sign] ?? `<U+${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}>`;
export const inert = (text) => text.replace(UNSEEN, seen).replace(COLONS, '$1<U+003A>').replace(BRACKET, '$1<U+005B>');

// The line before the body in the page, from 1; that of the directive where the page has no such lines (notebooks).
function lineBefore(page, node, body) {
  const lines = (attempt(() => fs.readFileSync(page, 'utf8')) ?? '').split(/\r?\n/);
  const wanted = body.split(/\r?\n/).map((line) => line.trim());
  const start = node.position?.start.line ?? 1;
  const at = lines.findIndex((_, i) => i >= start && wanted.every((line, j) => lines[i + j]?.trim() === line));
  return at < 0 ? { line: start, exact: false } : { line: at, exact: true, indent: lines[at].search(/\S|$/) };
}

// mystmd ends well whatever a plugin tells, even with --strict, which asks for the opposite.
let isBroken = false;
process.once('exit', () => { if (isBroken && process.argv.includes('--strict')) process.exitCode = 1; });

// Tell the problems of a report at their lines; returns the text of the errors, empty where there is none.
function tell(vfile, node, body, problems) {
  const errors = [];
  for (const { path: file, line, column, severity, code, text, ...more } of problems) {
    const hint = code === 'outside-root' ? ROOT : more.hint;
    const own = file === '<stdin>';
    const before = own ? lineBefore(vfile.path, node, body) : undefined;
    const point = before?.exact ? { line: before.line + line, column: column + before.indent } : node.position?.start;
    const place = own ? (before.exact ? '' : `line ${line} of the spec: `) : file ? `${file}:${line}:${column}: ` : '';
    const said = inert(`${place}${text}${hint ? ` (${hint})` : ''}`);
    const message = vfile.message(said, { type: 'graphdraw', position: { start: point, end: point } });
    Object.assign(message, { fatal: { error: true, warning: false }[severity] ?? null, ruleId: `graphdraw-${code}` });
    if (severity === 'error') errors.push(own ? `line ${point.line}: ${said}` : said);
  }
  isBroken ||= errors.length > 0;
  return errors.join('\n').replaceAll('\\end{', '\\end {'); // in LaTeX it would end what shows the note word for word
}

const identifier = (label) => label.replace(/\s+/g, ' ').trim().toLowerCase();
const above = new WeakMap(); // of a page: its figures, for the roles

const directive = {
  name: 'graphdraw',
  doc: 'The figure of a computational graph, from the file of a spec or from a spec in the body.',
  arg: { type: String, doc: 'The file of the spec; the body is then the caption.' },
  options: {
    label: { type: String, alias: ['name'], doc: 'What references call the figure.' },
    class: { type: String, alias: ['figclass'] },
    width: { type: String, alias: ['w', 'figwidth'] },
    height: { type: String, alias: ['h'] },
    align: { type: String },
    alt: { type: String, doc: 'Instead of the words that graphdraw finds.' },
    caption: { type: 'myst' },
    theme: { type: String, doc: 'Instead of the theme of the spec.' },
    direction: { type: String, doc: 'Instead of view.direction.' },
    notation: { type: String, doc: 'Instead of view.notation.' },
    view: { type: String, doc: "A file with 'view:', or what stands in one, laid over that of the spec." },
    set: { type: String, doc: 'Settings NAME=VALUE, one a line or with semicolons between.' },
  },
  body: { type: String, doc: 'The spec, or the caption where a file is given.' },
  run(data, vfile, ctx) {
    const { label, class: classes, width, height, align, alt, caption, ...settings } = data.options ?? {};
    const body = data.arg ? undefined : data.body ?? '';
    const report = embed(vfile.path, data.arg, body, settings);
    const errors = tell(vfile, data.node, body, report.problems);
    const line = data.node.position?.start.line ?? 0;
    above.set(vfile, [...(above.get(vfile) ?? []), { line, label, report }]);
    const children = [];
    if (errors) {
      children.push({ type: 'code', lang: 'text', value: `This figure cannot be drawn:\n${errors}` });
    } else {
      const file = picture(report.store, report.image, FORMATS.length > 1 ? '*' : FORMATS[0]);
      const url = path.relative(path.dirname(path.resolve(vfile.path)), file).replaceAll('\\', '/');
      children.push({ type: 'image', url, alt: alt ?? report.alt, width, height, align });
    }
    if (caption) children.push({ type: 'caption', children: [{ type: 'paragraph', children: caption }] });
    else if (data.arg && data.body) children.push({ type: 'caption', children: ctx.parseMyst(data.body, 0).children });
    const container = { type: 'container', kind: 'figure', class: classes, children };
    if (label) Object.assign(container, { label, identifier: identifier(label) });
    return [container];
  },
};

// How many letters have to change to make one word of another (Levenshtein), whatever their case.
function distance(one, other) {
  const [a, b] = [one, other].map((word) => [...word.normalize('NFKC').toLowerCase()]);
  let row = [...b.keys(), b.length];
  for (const [i, letter] of a.entries()) {
    const next = [i + 1];
    for (const [j, wanted] of b.entries()) {
      next.push(Math.min(row[j] + (letter !== wanted), row[j + 1] + 1, next[j] + 1));
    }
    row = next;
  }
  return row[b.length];
}

// `; did you mean 'Total'?` where known names are near, at most three; nothing where none is.
export function near(name, known) {
  const most = Math.min(3, Math.floor(name.length / 2));
  const close = known.map((one) => [distance(name, one), one]).filter(([far]) => far <= most).sort(([a], [b]) => a - b);
  const names = close.slice(0, 3).map(([, one]) => `'${one}'`);
  const last = names.pop();
  return last ? `; did you mean ${names.length ? `${names.join(', ')} or ` : ''}${last}?` : '';
}

// The report that a role means by what stands behind the @: a file, the label of a figure above, or the last one above.
function meant(where, vfile, node) {
  if (/\.(ya?ml|json)$/.test(where)) return embed(vfile.path, where, undefined, {}, false);
  const line = node.position?.start.line ?? Infinity;
  const isMeant = (one) => one.line <= line && (!where || identifier(one.label ?? '') === identifier(where));
  const figures = (above.get(vfile) ?? []).filter(isMeant);
  if (figures.length) return figures.at(-1).report;
  const none = where ? `there is no figure '${where}' above on this page` : 'there is no figure above on this page';
  const labels = (above.get(vfile) ?? []).flatMap((one) => (one.label && one.line <= line ? [one.label] : []));
  return failure(`${none}${near(where, labels) || "; a file is named as in 'Total@snack.yaml'"}`);
}

// `{graphdraw:value}`Total@snack.yaml``: a number of a figure, as the figure writes it.
const role = (kind, key) => ({
  name: `graphdraw:${kind}`,
  doc: 'A number of a figure, as it is written there: Total (of the figure above), Total@label, Total@file.yaml.',
  body: { type: String, required: true },
  run(data, vfile) {
    const [, name, where] = data.body.match(/^\s*([^@]*?)\s*(?:@\s*(.*?)\s*)?$/s);
    const report = meant(where ?? '', vfile, data.node);
    const numbers = report[key];
    if (numbers && name in numbers) return [{ type: 'text', value: numbers[name] }];
    const isTold = (above.get(vfile) ?? []).some((one) => one.report === report);
    if (numbers) tell(vfile, data.node, '', failure(`there is no ${kind} of '${name}'${near(name, Object.keys(numbers))}`).problems);
    else if (!isTold) tell(vfile, data.node, '', report.problems);
    return [{ type: 'inlineCode', value: `{graphdraw:${kind}}${data.body}` }];
  },
});

const roles = [role('value', 'values'), role('grad', 'gradients')];
export default { name: 'graphdraw', directives: [directive], roles };
