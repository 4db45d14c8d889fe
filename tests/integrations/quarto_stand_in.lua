-- Runs the filter of an extension as Quarto 1.5 and later do, as far as the filter can notice: how its file is loaded
-- (src/resources/filters/common/wrapped-filter.lua), when it runs (main.lua, `at`), and that figures are numbered by a
-- stage of their own, which sees what is there by then. Where Quarto is lenient this is not.
-- FILTER is the file and AT the point where it enters, pre-quarto for a filter that names none.

quarto = { doc = { input_file = pandoc.path.join { pandoc.system.get_working_directory(), os.getenv 'PAGE' } } }

-- The file is no module: it is given no arguments. A table with any key that is not a number is one filter.
local function loaded(file)
  local result = assert(loadfile(file, 't'))()
  for key in pairs(result) do
    if math.type(key) ~= 'integer' then return { result } end
  end
  return result
end

local ELEMENTS = { CodeBlock = true, Code = true, Para = true, Div = true, Figure = true, Pandoc = true, Meta = true }
local function run_user_filters(doc)
  for _, filter in ipairs(loaded(os.getenv 'FILTER')) do
    for key in pairs(filter) do assert(ELEMENTS[key], 'no type of elements: ' .. tostring(key)) end
    doc = doc:walk(filter)
  end
  return doc
end

local numbers = {}

local function numbered(block, caption)
  if not block.identifier:match '^fig%-' then return nil end
  table.insert(numbers, block.identifier)
  numbers[block.identifier] = #numbers
  local head = pandoc.Inlines('Figure ' .. #numbers .. ': ') .. pandoc.utils.blocks_to_inlines(caption)
  return pandoc.Div({ pandoc.Div(block.content), pandoc.Para(head) }, { block.identifier, { 'quarto-float' } })
end

-- Figures, divs with the identifier of one, and images that stand alone with words become floats; nothing does later.
local FLOATS = {
  traverse = 'topdown',
  Figure = function (block) return numbered(block, block.caption.long), false end,
  Div = function (block)
    local last = block.content[#block.content]
    local caption = last and last.t == 'Para' and last or nil
    if caption then block.content:remove() end
    return numbered(block, { caption }), false
  end,
  Para = function (block)
    local image = block.content[1]
    if #block.content ~= 1 or image.t ~= 'Image' or #image.caption == 0 then return nil end
    return pandoc.Div({ pandoc.Plain(image), pandoc.Para(image.caption) }, { '', { 'quarto-float' } }), false
  end,
}

local REFERENCES = {
  Cite = function (cite)
    local id = cite.citations[1].id
    if not numbers[id] then return pandoc.Strong('?@' .. id) end
    return pandoc.Link('Figure ' .. numbers[id], '#' .. id)
  end,
}

return { {
  Pandoc = function (doc)
    if os.getenv 'AT' == 'pre-ast' then doc = run_user_filters(doc) end
    doc = doc:walk(FLOATS)
    if os.getenv 'AT' ~= 'pre-ast' then doc = run_user_filters(doc) end
    return doc:walk(REFERENCES)
  end,
} }
