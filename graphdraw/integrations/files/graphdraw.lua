-- Figures of computational graphs in Pandoc (3.2 or later) and Quarto, written by `graphdraw integration`.
-- As a filter it makes figures of the code blocks `graphdraw`; as a module it is an engine of pandoc-ext/diagram.
-- It starts the program that the environment variable GRAPHDRAW names, else `graphdraw`, else `python -P -m graphdraw`.

local stringify = pandoc.utils.stringify

local MIME = { svg = 'image/svg+xml', pdf = 'application/pdf', png = 'image/png' }
local FORMS = { latex = 'pdf', beamer = 'pdf', context = 'pdf', docx = 'png', odt = 'png', pptx = 'png', rtf = 'png' }
local OWN = { file = true, theme = true, view = true, set = true, label = true, alt = true, caption = true }
-- As they are documented, for slips; what belongs to images of HTML and Quarto is none, however near it is.
local DOCUMENTED = { 'file', 'theme', 'view', 'set', 'label', 'alt', 'caption', 'fig-cap', 'fig-alt' }
local OF_IMAGES = pandoc.List { 'title', 'style', 'fig-align', 'fig-scap', 'fig-subcap', 'fig-cap-location' }
local ELSEWHERE = {
  dark = 'theme=dark draws a dark figure',
  direction = 'write set="view.direction=down"',
  notation = 'write set="view.notation=variables"',
}
local OTHER_NAMES = { ['fig-cap'] = 'caption', cap = 'caption', ['fig-alt'] = 'alt', id = 'label' }

local ROOT = 'the root is the folder of the nearest project file above, else that %s'

-- Signs that cannot be seen, and those that a comparison by language passes over (graphdraw/errors.py).
local UNSEEN = { { 0, 31 }, { 127, 160 }, { 0xAD, 0xAD }, { 0x34F, 0x34F }, { 0x600, 0x605 }, { 0x61C, 0x61C }, { 0x6DD, 0x6DD },
  { 0x70F, 0x70F }, { 0x890, 0x891 }, { 0x8E2, 0x8E2 }, { 0x115F, 0x1160 }, { 0x17B4, 0x17B5 }, { 0x180B, 0x180F },
  { 0x200B, 0x200F }, { 0x2028, 0x202E }, { 0x2060, 0x206F }, { 0xFE00, 0xFE0F }, { 0xFEFF, 0xFEFF }, { 0xFFF9, 0xFFFB },
  { 0x110BD, 0x110BD }, { 0x110CD, 0x110CD }, { 0x13430, 0x1343F }, { 0x1BCA0, 0x1BCA3 }, { 0x1D173, 0x1D17A }, { 0xE0000, 0xE007F } }
local ESCAPES = { ['\n'] = '\\n', ['\r'] = '\\r', ['\t'] = '\\t' }

-- A name of the page on one line, what cannot be seen in it written as `<U+200B>`; graphdraw does so with all that it tells.
local function visible(name)
  return (name:gsub(utf8.charpattern, function (sign)
    local known, code = pcall(utf8.codepoint, sign, 1, 1, true)
    if not known then return '<U+FFFD>' end
    for _, range in ipairs(UNSEEN) do
      if code >= range[1] and code <= range[2] then return ESCAPES[sign] or ('<U+%04X>'):format(code) end
    end
  end))
end

-- A line that no log of a run takes for a command: no `::` at its beginning, no `##name[` in it, whatever is unseen between.
local function inert(line)
  local parts, hashes = {}, 0
  for sign in line:gsub('^(%s*):(:)', '%1<U+003A>%2'):gmatch(utf8.charpattern) do
    if hashes > 1 and sign == '[' then sign = '<U+005B>' end
    if sign == '#' then
      hashes = hashes + 1
    elseif #sign == 1 and not (hashes > 1 and sign:match '[%w_]') then
      hashes = 0
    end
    table.insert(parts, sign)
  end
  return table.concat(parts)
end

-- Errors and warnings are told by Pandoc, which can fail for them (--fail-if-warnings); notes with --verbose only.
local function tell(texts)
  for _, text in ipairs(texts) do
    if text:match ': note: ' then pandoc.log.info(text) else pandoc.log.warn(text) end
  end
end

-- The commands that may start graphdraw. `-P` (Python 3.11) keeps Python from importing what lies in the folder of the book.
local function commands(execpath)
  local named = execpath and stringify(execpath) or os.getenv 'GRAPHDRAW'
  if named and named ~= '' then return { { named } } end
  local found = { { 'graphdraw' } }
  for _, python in ipairs { 'python3', 'python', 'py' } do
    table.insert(found, { python, '-P', '-m', 'graphdraw' })
  end
  return found
end

local function run(command, args, input)
  local all = pandoc.List(command) .. args
  return pcall(pandoc.pipe, all:remove(1), all, input)
end

-- Whether a Python has graphdraw, and knows the option: older ones refuse it with the exit code that graphdraw has for its own.
local function is_there(command) return #command == 1 or run(command, { '--version' }, '') end

-- The report of `graphdraw embed`, or one with a single problem.
local function start(args, input, execpath)
  local text = "graphdraw is not found: 'pip install graphdraw', or name it in GRAPHDRAW"
  for _, command in ipairs(commands(execpath)) do
    if is_there(command) then
      local done, result = run(command, args, input)
      local output = done and result or type(result) == 'table' and result.output or ''
      if output:match '^%s*{' then return pandoc.json.decode(output, false) end
      if type(result) == 'table' and result.error_code == 2 then
        text = 'this graphdraw does not know what the filter asks for: write the filter anew, with the same version'
        break
      end
    end
  end
  return { problems = { { severity = 'error', text = text } } }
end

local function lines_of(text)
  local lines = {}
  for line in (text:gsub('\r\n', '\n') .. '\n'):gmatch '(.-)\n' do table.insert(lines, (line:match '^%s*(.-)%s*$')) end
  return lines
end

-- The files that the author wrote: Quarto hands Pandoc a copy of the page, from another folder.
local function pages()
  local page = quarto and quarto.doc and quarto.doc.input_file
  return page and { pandoc.path.make_relative(page, pandoc.system.get_working_directory()) } or PANDOC_STATE.input_files
end

-- The folder of the project of Quarto, which no page leads out of; nil for a page of its own, and for plain Pandoc.
local function project() return quarto and quarto.project and quarto.project.directory end

-- Whether a line begins an empty block: it has no lines to be known by, but may name its file.
local function begins(line, file)
  return line and line:match '^[>%s]*[`~][`~][`~]' and line:match 'graphdraw' and line:find(file or '', 1, true)
end

-- The input file that has these lines, and the line before them; each block is looked for below the one before. Of an
-- empty block the line of its head; where there is none, the page alone if it is the only one.
local last = {}
local function position(code, options)
  local wanted = code:match '%S' and lines_of(code) or {}
  local only
  for _, name in ipairs(pages()) do
    local file = io.open(name, 'rb')
    local lines = file and lines_of(file:read 'a') or {}
    if file then file:close() end
    if file and #pages() == 1 then only = name end
    for at = last[name] or 0, #lines - #wanted do
      if #wanted == 0 and begins(lines[at + 1], options.file) then
        last[name] = at + 1
        return name, at + 1
      end
      local same = #wanted > 0
      for i, line in ipairs(wanted) do same = same and lines[at + i] == line end
      if same then
        last[name] = at + #wanted
        return name, at
      end
    end
  end
  return only
end

-- Problems as lines of text with their places in the page; `failed` says whether there is an error among them.
local function told(problems, code, options)
  local texts, failed = {}, false
  local page, before = position(code, options)
  page = page and visible(page)
  for _, one in ipairs(problems) do
    local place = page and (before and ('%s:%d: '):format(page, before) or page .. ': ') or ''
    local path = type(one.path) == 'string' and one.path ~= '--set' and one.path
    if path then place = ('%s:%d:%d: '):format(path, one.line, one.column) end
    if path == '<stdin>' and before then place = ('%s:%d: '):format(page, before + one.line) end
    local hint = one.code == 'outside-root' and ROOT:format(project() and 'of the project' or 'where Pandoc runs') or one.hint
    hint = type(hint) == 'string' and ' (' .. hint:gsub('%-%-set ', 'set=') .. ')' or ''
    local text = one.text:gsub("'%-%-(%l+)'", "'%1'"):gsub("'%-%-set ", "'") -- options of the block have no dashes
    table.insert(texts, inert(place .. one.severity .. ': ' .. text .. hint))
    failed = failed or one.severity == 'error'
  end
  return texts, failed
end

-- The language of the document, in which figures are told.
local lang

-- The picture as bytes, and the report; without a picture there is an error among the problems of the report.
local function draw(code, options, form, execpath)
  return pandoc.system.with_temporary_directory('graphdraw', function (folder)
    local book = project() or pandoc.system.get_working_directory()
    local args = pandoc.List { 'embed', '-f', form, '-o', pandoc.path.join { folder, 'figure' }, '--book', book }
    for _, name in ipairs { 'theme', 'view' } do
      if options[name] then args:extend { '--' .. name, options[name] } end
    end
    if lang then args:extend { '--lang', lang, '--translations' } end
    for setting in (options.set or ''):gmatch '[^;\n]+' do
      if setting:match '%S' then args:extend { '--set', (setting:match '^%s*(.-)%s*$') } end
    end
    args:extend { '--', options.file or '-' } -- a file may have a name that looks like an option
    local report = start(args, code, execpath)
    local path = report.figures and report.figures[form]
    if not path then return nil, report end
    local file = assert(io.open(path, 'rb'))
    local data = file:read 'a'
    file:close()
    return data, report
  end)
end

-- How many characters two words have in common, run for run, as Python's difflib counts them.
local function common(a, b)
  local best, from, to = 0, 0, 0
  for i = 1, #a do
    for j = 1, #b do
      local n = 0
      while i + n <= #a and j + n <= #b and a:byte(i + n) == b:byte(j + n) do n = n + 1 end
      if n > best then best, from, to = n, i, j end
    end
  end
  if best == 0 then return 0 end
  local before = common(a:sub(1, from - 1), b:sub(1, to - 1))
  return before + best + common(a:sub(from + best), b:sub(to + best))
end

-- The problem of an attribute that is nearly an option, or one of other hosts; nil for all others.
local function slip(key)
  local best, hint = 0.6, ELSEWHERE[key]
  for _, known in ipairs(DOCUMENTED) do
    local ratio = 2 * common(key:lower(), known) / (#key + #known)
    if ratio >= best and not OF_IMAGES:includes(key) then best, hint = ratio, ("did you mean '%s'?"):format(known) end
  end
  return hint and { severity = 'warning', text = ("unknown option '%s'"):format(visible(key)), hint = hint }
end

-- Options of a block: its attributes, and the lines `#| key: value` at its head.
local function options_of(block)
  local options, image, rest, slips = {}, {}, {}, pandoc.List {}
  local function note(key, value)
    key = OTHER_NAMES[key] or key
    if OWN[key] then options[key] = value else image[key] = value end
    if not OWN[key] then slips:insert(slip(key)) end
  end
  for line in (block.text .. '\n'):gmatch '(.-)\n' do
    local key, value = line:match '^#|%s*([%w-]+):%s*(.-)%s*$'
    if key then note(key, value:match '^"(.*)"$' or value:match "^'(.*)'$" or value) end
    if not line:match '^#|' and line:match '%S' then table.insert(rest, line) end
  end
  for key, value in pairs(block.attributes) do note(key, value) end
  if block.identifier ~= '' then options.label = block.identifier end
  return options, image, #rest > 0, slips
end

local function broken_words()
  return lang and lang:match '^ja' and 'この図は描けません。' or 'This figure cannot be drawn'
end

local function note(texts)
  local head = pandoc.Para { pandoc.Strong(broken_words()) }
  local wrong = pandoc.List(texts):filter(function (text) return not text:match ': note: ' end)
  local said = table.concat(wrong, '\n')
  if FORMS[FORMAT:match '^%w+'] == 'pdf' then said = said:gsub('−', '-') end -- pdflatex would leave it out
  return pandoc.Div({ head, pandoc.CodeBlock(said) }, { class = 'graphdraw-error' })
end

-- A picture of the media bag. Quarto makes a caption of the words of an image that has none, so they are an attribute there.
local function picture(name, alt, attributes)
  if quarto then attributes.alt = alt end
  return pandoc.Image(quarto and {} or pandoc.Inlines(alt), name, '', attributes)
end

-- What a block becomes: the picture or a note, with the label and the caption, so that references to it are valid.
local function labelled(image, broken, options)
  local label = options.label or ''
  local caption = options.caption and pandoc.read(options.caption, 'markdown').blocks or {}
  if not (options.caption or options.label) then return broken or pandoc.Para { image } end
  -- Quarto numbers figures with an image, and other contents in a div whose last paragraph is the caption
  if broken and quarto then return pandoc.Div(pandoc.Blocks { broken } .. caption, { id = label }) end
  if #caption == 1 and caption[1].t == 'Para' then caption = { pandoc.Plain(caption[1].content) } end
  return pandoc.Figure(broken or pandoc.Plain { image }, { long = caption }, { id = label })
end

local function figure(block)
  if not (block.classes:includes 'graphdraw' or block.classes:includes '{graphdraw}') then return nil end
  local form = FORMS[FORMAT:match '^%w+'] or 'svg'
  local options, attributes, has_body, slips = options_of(block)
  local data, report
  if options.file and has_body then
    report = { problems = { { severity = 'error', text = "a block with 'file' has no spec of its own" } } }
  elseif not options.file and not has_body then
    local hint = 'write it in the block, or name its file: file="specs/snack.yaml"'
    report = { problems = { { severity = 'error', text = 'there is no spec here', hint = hint } } }
  else
    data, report = draw(block.text, options, form)
  end
  local texts, failed = told(slips .. report.problems, block.text, options)
  tell(texts)
  if failed or not data then return labelled(nil, note(texts), options) end
  local name = 'graphdraw-' .. pandoc.utils.sha1(data) .. '.' .. form
  pandoc.mediabag.insert(name, MIME[form], data)
  return labelled(picture(name, options.alt or report.alt, attributes), nil, options)
end

local function read_meta(meta) lang = meta.lang and stringify(meta.lang) end

-- Plain Pandoc reads ```{graphdraw} as text, which would be printed without a word.
local function undotted(code)
  if code.text:match '^{graphdraw}%s' then
    tell { 'error: for Pandoc a block of graphdraw begins with ```{.graphdraw}, with a dot' }
    return pandoc.Strong 'This figure cannot be drawn: {.graphdraw} is written with a dot'
  end
end

-- Of pandoc-ext/diagram: the picture and its MIME type; an error is raised as text, which diagram tells.
local function compile(self, code, options)
  local form = 'svg'
  for name, mime in pairs(MIME) do if mime == self.mime_type then form = name end end
  local given = {}
  for _, name in ipairs { 'file', 'theme', 'view', 'set' } do
    given[name] = options and options[name] and stringify(options[name])
  end
  local data, report = draw(code, given, form, self.execpath)
  local texts, failed = told(report.problems, code, given)
  if failed or not data then error(table.concat(texts, '\n'), 0) end
  tell(texts)
  return data, MIME[form]
end

-- Lua tells a module that is required its name. A filter has to be a list and nothing else: Quarto takes a table with
-- any other key for one filter, with the names of its keys as types of elements.
local module_name = ...
if not module_name then return { { Meta = read_meta }, { CodeBlock = figure, Code = undotted } } end
return {
  line_comment_start = '#',
  mime_types = { [MIME.svg] = true, [MIME.pdf] = true, [MIME.png] = true },
  compile = compile,
}
