-- Asks for the addresses of the file PAGES one after another, so that no single cached page carries the run.
local pages = {}
for line in io.lines(os.getenv("PAGES")) do pages[#pages + 1] = line end
local place = 0
request = function()
  place = place % #pages + 1
  return wrk.format("GET", pages[place])
end
