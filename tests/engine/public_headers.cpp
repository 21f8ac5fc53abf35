// Compiles as C++20: every public header, and the example of the README's kind.
#include <sluice/cancel.h>
#include <sluice/connection_options.h>
#include <sluice/connection_store.h>
#include <sluice/connections.h>
#include <sluice/connectors.h>
#include <sluice/diagnostic.h>
#include <sluice/documentation.h>
#include <sluice/engine.h>
#include <sluice/error.h>
#include <sluice/export.h>
#include <sluice/function.h>
#include <sluice/hooks.h>
#include <sluice/library.h>
#include <sluice/limits.h>
#include <sluice/network.h>
#include <sluice/operations.h>
#include <sluice/result.h>
#include <sluice/sandbox.h>
#include <sluice/session.h>
#include <sluice/sluice.h>
#include <sluice/source.h>
#include <sluice/value.h>
#include <sluice/version.h>
#include <sluice/words.h>

std::string greet(const std::string& who) {
  const sluice::Result<sluice::Engine> engine = sluice::Engine::create();
  if (!engine.ok()) return engine.error().message;
  const sluice::Compiled compiled = engine->compile({.name = "hi.deluge", .text = "return \"Hello \" + who;"});
  if (!compiled.ok()) return sluice::render(compiled.diagnostics().front(), compiled.source());
  const sluice::Result<sluice::Outcome> outcome = compiled.script().run({.arguments = {{"who", who}}});
  return outcome.ok() ? outcome->value.to_text() : sluice::render(outcome.error());
}
