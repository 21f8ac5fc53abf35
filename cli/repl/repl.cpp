#include "cli/repl/repl.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <utility>

#include <sluice/version.h>

#include "cli/console_hooks.h"
#include "cli/repl/balance.h"

namespace sluice::cli {

namespace {

// The run that Ctrl-C stops.
const CancelToken* running = nullptr;
void cancel_running() {
  if (running != nullptr) running->cancel();
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

}  // namespace

Repl::Repl(OpenEngine open, Console& console)
    : sandbox_(std::move(open.sandbox)),
      without_sandbox_(open.options),
      options_(std::move(open.options)),
      engine_(std::move(*open.engine)),
      session_(std::make_unique<Session>(engine_)),
      console_(console),
      reader_(make_line_reader([this](std::string_view text) {
        names_.sandbox = sandbox_ != nullptr;
        return complete(text, engine_, *session_, options_.principal, names_);
      })) {
  on_interrupt(cancel_running);
}

Exit Repl::run() {
  if (reader_->interactive())
    console_.write_line("Sluice " + std::string(version()) + ". Deluge, line by line; :help shows what else there is.");
  std::string pending;
  std::optional<std::string> ahead;  // a line that was read to see whether it belongs to the one before
  while (!done_) {
    console_.flush();
    std::string line;
    Read read = Read::Line;
    if (ahead) {
      line = *std::exchange(ahead, std::nullopt);
    } else {
      take_interrupt();  // what came before; a Ctrl-C from here on is for this input, even if its run has not begun yet
      read = reader_->read(pending.empty() ? "> " : ". ", line);
    }
    if (read == Read::Interrupted) {
      if (!reader_->interactive()) return Exit::Failed;
      pending.clear();
      continue;
    }
    if (read == Read::End && pending.empty()) break;
    if (read == Read::Line) pending += (pending.empty() ? "" : "\n") + line;
    // An empty line, or the end of the text, asks for what is there, complete or not.
    if (read == Read::Line && !line.empty() && is_open(pending)) continue;
    if (read == Read::Line && may_go_on(pending) && reader_->has_more()) {
      std::string next;
      if (reader_->read(". ", next) == Read::Line) ahead = next;
      if (ahead && goes_on(*ahead)) continue;
    }
    input(std::exchange(pending, {}));
  }
  return failed_ && !reader_->interactive() ? Exit::Failed : Exit::Done;
}

void Repl::input(const std::string& text) {
  if (is_blank(text)) return;
  reader_->remember(text);
  const std::size_t begin = text.find_first_not_of(" \t");
  if (text[begin] == ':') return command(std::string_view(text).substr(begin + 1));
  if (execute("input " + std::to_string(++inputs_), text, true)) accepted_ += text + "\n";
}

// Whether it ran to its end.
bool Repl::execute(const std::string& name, const std::string& text, bool shown) {
  Compiled compiled = session_->compile({name, text});
  // At the start of a statement a brace opens a block; here it is rather a list or a map.
  if (!compiled.ok() && text.find_first_not_of(" \t") == text.find('{')) {
    Compiled value = session_->compile({name, "(" + text + ")"});
    if (value.ok()) compiled = std::move(value);
  }
  for (const Diagnostic& diagnostic : compiled.diagnostics())
    if (!compiled.ok() || reader_->interactive())
      if (compiled.ok() || diagnostic.severity == Severity::Error)
        console_.report(render(diagnostic, compiled.source(), console_.error_color()));
  if (!compiled.ok()) return failed_ = true, false;

  RunOptions how;
  how.hooks.output = std::make_shared<ConsoleOutput>(console_);
  how.hooks.directives = std::make_shared<ConsoleDirectives>(console_);
  how.limits = options_.limits;
  how.principal = options_.principal;
  running = &how.cancel;
  if (take_interrupt()) how.cancel.cancel();
  const Result<Outcome> outcome = session_->run(compiled, how);
  running = nullptr;
  take_interrupt();
  if (!outcome.ok()) {
    console_.report(outcome.error());
    return failed_ = true, false;
  }
  last_ = outcome->value;
  if (shown && !last_.is_null()) show(last_);
  return true;
}

PrintStyle Repl::style() const {
  winsize size{};
  PrintStyle style{.color = console_.output_color()};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20) style.width = size.ws_col;
  return style;
}

void Repl::show(const Value& value) {
  bool shortened = false;
  console_.write(pretty(value, style(), shortened));
  if (shortened && reader_->interactive()) say("(:all shows the rest)");
}

void Repl::say(std::string_view text) { console_.write_line(text); }

void Repl::complain(std::string_view text) {
  console_.report(std::string(text) + "\n");
  failed_ = true;
}

void Repl::complain(const Error& error) {
  console_.report(error);
  failed_ = true;
}

}  // namespace sluice::cli
