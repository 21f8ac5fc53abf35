#include "cli/repl/completion.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "cli/repl/repl.h"

namespace sluice::cli {

namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || (c & 0x80) != 0; }

std::string folded(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower;
}

// Candidates that begin like `typed`, in any letter case, each once and in order.
class Candidates {
 public:
  explicit Candidates(std::string_view typed) : typed_(folded(typed)) {}
  void add(const std::string& name) {
    if (folded(name).starts_with(typed_)) names_.insert(name);
  }
  std::vector<std::string> take() { return {names_.begin(), names_.end()}; }

 private:
  std::string typed_;
  std::set<std::string> names_;
};

std::size_t word_at_end(std::string_view text) {
  std::size_t size = 0;
  while (size < text.size() && is_word(text[text.size() - size - 1])) ++size;
  return size;
}

// `TEXT | LIST` names the kind, or the record takes any.
bool takes(const FunctionDocumentation& function, const Value& receiver) {
  return function.receiver == "any" || function.receiver.find(name_of(receiver.kind())) != std::string::npos;
}

void add_methods(Candidates& found, const Engine& engine, const Value& receiver, bool known) {
  for (const FunctionDocumentation& function : engine.documentation())
    if (!function.receiver.empty() && (!known || takes(function, receiver))) found.add(function.name);
}

// `customer.get("` and `customer.get("na`: the keys of the map.
std::optional<Completions> keys(std::string_view text, const Session& session) {
  const std::size_t quote = text.rfind('"');
  if (quote == std::string_view::npos || quote == 0 || text[quote - 1] != '(') return std::nullopt;
  std::string_view call = text.substr(0, quote - 1);
  const std::size_t method = word_at_end(call);
  call.remove_suffix(method);
  if (method == 0 || !call.ends_with('.')) return std::nullopt;
  call.remove_suffix(1);
  const std::string_view name = call.substr(call.size() - word_at_end(call));
  const Value map = session.variable(name);
  if (!map.is_keyed()) return std::nullopt;
  const std::string_view typed = text.substr(quote + 1);
  Candidates found(typed);
  for (const Value::Entry& entry : map.entries())
    if (entry.key.is_text()) found.add(std::string(entry.key.as_text()));
  return Completions{typed.size(), found.take()};
}

}  // namespace

Completions complete(std::string_view text, const Engine& engine, const Session& session) {
  if (std::optional<Completions> of_map = keys(text, session)) return std::move(*of_map);
  const std::size_t size = word_at_end(text);
  const std::string_view typed = text.substr(text.size() - size);
  const std::string_view before = text.substr(0, text.size() - size);
  Candidates found(typed);
  if (before == ":") {
    for (const std::string_view command : kReplCommands) found.add(std::string(command));
    return {size, found.take()};
  }
  if (before.ends_with('.')) {
    std::string_view object = before.substr(0, before.size() - 1);
    object = object.substr(object.size() - word_at_end(object));
    const Value receiver = session.variable(object);
    add_methods(found, engine, receiver, !receiver.is_null());
    return {size, found.take()};
  }
  if (typed.empty()) return {};
  for (const auto& [name, unused] : session.variables()) found.add(name);
  for (const std::string& name : session.functions()) found.add(name);
  for (const FunctionDocumentation& function : engine.documentation())
    if (function.receiver.empty()) found.add(function.name);
  for (const std::string_view word : {"info", "return", "for each", "if", "else", "try", "catch", "throw", "true",
                                      "false", "null", "invokeurl", "while", "Map()", "List()", "zoho."})
    found.add(std::string(word));
  return {size, found.take()};
}

}  // namespace sluice::cli
