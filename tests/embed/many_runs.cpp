// Many short runs, each with an engine's worth of what a host does: memory and descriptors must not grow.
//
//   many_runs COUNT
#include <sluice/engine.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace {

constexpr const char* kScript = R"(
m = {"a":x,"list":{1,2,3}};
t = "";
for each  i in m.get("list")
{
	t = t + i + "," + m.toString().length();
}
try { t = t + m.get("list").get(9); } catch (e) { t = t + e.message; }
return {"t":t.replaceAll("[0-9]","n"),"j":m.toString().toMap(),"d":'2026-03-01'.addDay(x).toString()};
)";

long resident_pages() {
  std::ifstream file("/proc/self/statm");
  long size = 0;
  long resident = 0;
  file >> size >> resident;
  return resident;
}

long descriptors() {
  return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), std::filesystem::directory_iterator());
}

bool run(const sluice::Engine& engine, const sluice::Script& script, int number) {
  if (number % 100 == 0)  // compiling and broken scripts, too
    if (engine.compile({"broken", "x = ;"}).ok() || !engine.compile({"new", "return 1;"}).script().run().ok())
      return false;
  if (number % 1000 == 0 && !sluice::Engine::create().ok()) return false;
  return script.run({.arguments = {{"x", number % 30}}}).ok();
}

}  // namespace

int main(int count, char** words) {
  const int runs = count > 1 ? std::atoi(words[1]) : 10'000;
  const auto engine = sluice::Engine::create({.time_zone = "UTC"});
  const sluice::Compiled compiled = engine->compile({.name = "short", .text = kScript}, {.parameters = {{"x"}}});
  for (const auto& found : compiled.diagnostics()) std::fputs(render(found, compiled.source()).c_str(), stderr);
  for (int i = 0; i < 5000; ++i)
    if (!run(*engine, compiled.script(), i)) return std::puts("a run failed"), 1;
  const long pages = resident_pages();
  const long files = descriptors();
  for (int i = 0; i < runs; ++i)
    if (!run(*engine, compiled.script(), i)) return std::puts("a run failed"), 1;
  const long grown = (resident_pages() - pages) * 4;
  std::printf("%d runs: %ld KiB and %ld descriptors more\n", runs, grown, descriptors() - files);
  return grown > 1024 || descriptors() != files ? 1 : 0;
}
