// Pictures and JSON of problems.
#include "grammar/diagnostic.h"

#include "engine/access.h"
#include "grammar/columns.h"
#include "sluice/diagnostic.h"

namespace sluice {

namespace {

grammar::Color color_of(Color color) {
  return color == Color::Terminal ? grammar::Color::Terminal : grammar::Color::Plain;
}

// Endless recursion fails with thousands of calls open; the innermost and the outermost tell where it began.
constexpr std::size_t kCallsAtEachEnd = 10;

std::string note_of(const StackFrame& frame) {
  const std::string where = frame.file + ":" + std::to_string(frame.line);
  return frame.function.empty() ? "called from " + where : "in function " + frame.function + ", called from " + where;
}

std::vector<std::string> notes_of(const Error& error) {
  std::vector<std::string> notes;
  const std::size_t calls = error.stack.size();
  for (std::size_t i = 0; i < calls; ++i) {
    const std::size_t left_out =
        calls > 2 * kCallsAtEachEnd + 1 && i == kCallsAtEachEnd ? calls - 2 * kCallsAtEachEnd : 0;
    if (left_out == 0) {
      notes.push_back(note_of(error.stack[i]));
      continue;
    }
    notes.push_back("… " + std::to_string(left_out) + " more calls …");
    i += left_out - 1;
  }
  if (!error.help.empty()) notes.push_back("help: " + error.help);
  return notes;
}

std::string without_excerpt(std::string_view code, std::string_view message, const std::vector<std::string>& notes,
                            Color color) {
  const bool colored = color == Color::Terminal;
  std::string text = colored ? "\x1b[1;31merror" : "error";
  text += "[" + std::string(code) + "]";
  if (colored) text += "\x1b[0m";
  text += ": " + std::string(message) + "\n";
  for (const std::string& note : notes) text += "  = " + note + "\n";
  return text;
}

Value number(std::uint32_t value) { return Value::number(value); }

Value json_of(const Diagnostic& diagnostic) {
  std::vector<Value::Entry> entries = {
      {"code", diagnostic.code},
      {"severity", diagnostic.severity == Severity::Error ? "error" : "warning"},
      {"message", diagnostic.message},
      {"line", number(diagnostic.begin.line)},
      {"column", number(diagnostic.begin.column)},
      {"end_line", number(diagnostic.end.line)},
      {"end_column", number(diagnostic.end.column)},
  };
  if (!diagnostic.help.empty()) entries.push_back({"help", diagnostic.help});
  return Value::map(std::move(entries));
}

std::string_view name_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::Script: return "script";
    case ErrorKind::Host: return "host";
    case ErrorKind::Usage: return "usage";
    case ErrorKind::Limit: return "limit";
    case ErrorKind::Authorization: return "authorization";
    case ErrorKind::Egress: return "egress";
    case ErrorKind::Store: return "store";
    case ErrorKind::Internal: return "internal";
  }
  return {};
}

}  // namespace

std::string render(const Diagnostic& diagnostic, const Source& source, Color color) {
  std::vector<std::string> notes;
  if (!diagnostic.help.empty()) notes.push_back("help: " + diagnostic.help);
  if (!source) return without_excerpt(diagnostic.code, diagnostic.message, notes, color);
  const auto severity = diagnostic.severity == Severity::Error ? grammar::Severity::Error : grammar::Severity::Warning;
  return grammar::render(severity, diagnostic.code, diagnostic.message, *Access::source(source),
                         {diagnostic.span.begin, diagnostic.span.end}, notes, color_of(color));
}

std::string render(const Error& error, Color color) {
  const std::vector<std::string> notes = notes_of(error);
  if (!error.source) return without_excerpt(error.code, error.message, notes, color);
  return grammar::render(grammar::Severity::Error, error.code, error.message, *Access::source(error.source),
                         {error.span.begin, error.span.end}, notes, color_of(color));
}

std::size_t columns_of(std::string_view text) { return grammar::columns_of(text); }

std::string to_json(std::string_view file, std::span<const Diagnostic> diagnostics) {
  std::vector<Value> list;
  bool ok = true;
  for (const Diagnostic& diagnostic : diagnostics) {
    list.push_back(json_of(diagnostic));
    if (diagnostic.severity == Severity::Error) ok = false;
  }
  return Value::map({{"file", file}, {"ok", ok}, {"diagnostics", Value::list(std::move(list))}}).to_json();
}

std::string to_json(const Error& error) {
  std::vector<Value> stack;
  for (const StackFrame& frame : error.stack)
    stack.push_back(Value::map({{"function", frame.function}, {"file", frame.file}, {"line", number(frame.line)}}));
  return Value::map({{"kind", name_of(error.kind)},
                     {"code", error.code},
                     {"message", error.message},
                     {"help", error.help},
                     {"file", error.source.name()},
                     {"line", number(error.line)},
                     {"column", number(error.column)},
                     {"stack", Value::list(std::move(stack))}})
      .to_json();
}

}  // namespace sluice
