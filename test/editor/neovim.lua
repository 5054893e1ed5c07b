-- Run inside Neovim: attaches the server that the environment names to a file of the sample and does what its user does.
-- What was seen is written as JSON.
local seen = { lenses = {}, diagnostics = {}, actions = {} }
local file = vim.env.ZTC_SAMPLE .. '/app/api/cron/digest/route.ts'

local function diagnostics()
  return vim.tbl_map(function(one) return one.code end, vim.diagnostic.get(0))
end

local function request(client, method, params)
  local answer = client.request_sync(method, params, 20000, 0)
  assert(answer and not answer.err, method .. ': ' .. vim.inspect(answer))
  return answer.result
end

local function run()
  vim.cmd('edit ' .. vim.fn.fnameescape(file))
  vim.bo.filetype = 'typescript'
  local id = vim.lsp.start_client({ name = 'zero-trust-cron', cmd = vim.json.decode(vim.env.ZTC_COMMAND), root_dir = vim.env.ZTC_SAMPLE })
  assert(vim.lsp.buf_attach_client(0, id), 'the server is not attached')
  assert(vim.wait(20000, function() return #diagnostics() > 0 end, 20), 'no diagnostics')
  seen.diagnostics = diagnostics()

  local client = vim.lsp.get_client_by_id(id)
  local document = { uri = vim.uri_from_bufnr(0) }
  local found = vim.diagnostic.get(0)[1]
  local start = { line = found.lnum, character = found.col }
  for _, lens in ipairs(request(client, 'textDocument/codeLens', { textDocument = document })) do
    table.insert(seen.lenses, lens.command.title)
  end
  seen.hover = request(client, 'textDocument/hover', { textDocument = document, position = start }).contents.value
  local context = { diagnostics = {} }
  local actions = request(client, 'textDocument/codeAction', { textDocument = document, range = { start = start, ['end'] = start }, context = context })
  for _, action in ipairs(actions) do table.insert(seen.actions, action.title) end
  local chosen = actions[1].edit and actions[1] or request(client, 'codeAction/resolve', actions[1])
  vim.lsp.util.apply_workspace_edit(chosen.edit, client.offset_encoding)
  -- What a configuration does for every file that is loaded: the new module is one.
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buffer) then vim.lsp.buf_attach_client(buffer, id) end
  end
  assert(vim.wait(20000, function() return #diagnostics() == 0 end, 20), 'the diagnostics stay')
  seen.text = table.concat(vim.api.nvim_buf_get_lines(vim.uri_to_bufnr(document.uri), 0, -1, false), '\n')
  vim.lsp.stop_client(id)
end

local ok, problem = pcall(run)
if not ok then seen.problem = tostring(problem) end
vim.fn.writefile({ vim.json.encode(seen) }, vim.env.ZTC_RESULT)
vim.cmd('qall!')
