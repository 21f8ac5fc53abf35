// The least that a host does: one engine, one script, one run.
#include <sluice/engine.h>

#include <cstdio>

int main() {
  const auto engine = sluice::Engine::create();
  if (!engine.ok()) return std::puts(engine.error().message.c_str()), 2;
  const auto script = engine->compile({.name = "hello.deluge", .text = "return \"Hello \" + who;"});
  const auto outcome = script.script().run({.arguments = {{"who", "Ada"}}});
  if (!outcome.ok()) return std::fputs(sluice::render(outcome.error()).c_str(), stderr), 1;
  std::puts(outcome->value.to_text().c_str());
}
