#include "cli/repl/completion.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

#include <sluice/connections.h>
#include <sluice/operations.h>

#include "cli/repl/repl.h"
#include "cli/text.h"

namespace sluice::cli {

namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || (c & 0x80) != 0; }

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

// Modules that every CRM has; a sandbox and a CRM may have more.
constexpr std::array<std::string_view, 18> kModules = {
    "Accounts", "Calls",    "Campaigns",       "Cases",        "Contacts",  "Deals",
    "Events",   "Invoices", "Leads",           "Notes",        "Quotes",    "Products",
    "Vendors",  "Tasks",    "Purchase_Orders", "Sales_Orders", "Solutions", "Price_Books"};

// The text that is being written at the end: where it begins, behind its quote. Nothing outside of texts.
std::optional<std::size_t> open_text(std::string_view text) {
  std::optional<std::size_t> begin;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (begin && text[i] == '\\')
      ++i;
    else if (text[i] == '"')
      begin = begin ? std::nullopt : std::optional(i + 1);
  }
  return begin;
}

std::string_view without_blanks_at_end(std::string_view text) {
  return text.substr(0, text.find_last_not_of(" \t") + 1);
}

// `connection: "`, in any letter case.
bool names_connection(std::string_view before_quote) {
  std::string_view key = without_blanks_at_end(before_quote);
  if (!key.ends_with(':')) return false;
  key = without_blanks_at_end(key.substr(0, key.size() - 1));
  if (key.ends_with('"')) key.remove_suffix(1);
  return folded(key.substr(key.size() - word_at_end(key))) == "connection";
}

// The name of the task whose arguments are being written, and whether this is the first of them.
std::pair<std::string, bool> open_task(std::string_view text) {
  int depth = 0;
  bool first = true;
  for (std::size_t i = text.size(); i-- > 0;) {
    if (text[i] == ')' || text[i] == '}' || text[i] == ']') ++depth;
    if (text[i] == ',' && depth == 0) first = false;
    if (text[i] != '(' && text[i] != '{' && text[i] != '[') continue;
    if (depth-- > 0) continue;
    depth = 0;
    if (text[i] != '(') continue;
    std::size_t begin = i;
    while (begin > 0 && (is_word(text[begin - 1]) || text[begin - 1] == '.')) --begin;
    return {folded(text.substr(begin, i - begin)), first};
  }
  return {};
}

void add_connections(Candidates& found, const Engine& engine, const Principal& who) {
  const Result<std::vector<ConnectionInfo>> all = Connections(engine, who).list();
  if (!all.ok()) return;
  for (const ConnectionInfo& each : *all) found.add(each.link);
}

// The modules that the sandbox has, asked for once.
const std::vector<std::string>& modules_of_sandbox(const Engine& engine, const Principal& who, Names& names) {
  if (names.modules) return *names.modules;
  names.modules.emplace();
  OperationRequest request{.operation = "list_viewable_modules"};
  request.run.principal = who;
  const Result<OperationOutcome> outcome = call_operation(engine, request);
  if (!outcome.ok() || !outcome->done) return *names.modules;
  for (const Value& each : outcome->value.find("modules").elements())
    names.modules->emplace_back(each.find("api_name").as_text());
  return *names.modules;
}

// What is inside a text: a connection's name, or a module's as the first argument of a task of the CRM.
std::optional<Completions> inside_text(std::string_view text, const Engine& engine, const Principal& who,
                                       Names& names) {
  const std::optional<std::size_t> begin = open_text(text);
  if (!begin) return std::nullopt;
  const std::string_view typed = text.substr(*begin);
  const std::string_view before = text.substr(0, *begin - 1);
  Candidates found(typed);
  const auto [task, first] = open_task(before);
  if (names_connection(before)) {
    add_connections(found, engine, who);
  } else if (task.starts_with("zoho.crm.") && first) {
    for (const std::string_view module : kModules) found.add(std::string(module));
    if (names.sandbox)
      for (const std::string& module : modules_of_sandbox(engine, who, names)) found.add(module);
  } else if (task.starts_with("zoho.") || task.find('.') != std::string::npos) {
    add_connections(found, engine, who);
  } else {
    return std::nullopt;
  }
  return Completions{typed.size(), found.take()};
}

// Tasks and functions of libraries and of the session: `zoho.crm.getRecords` as far as its next point.
void add_dotted(Candidates& found, std::string_view typed, const std::string& name) {
  const std::size_t point = name.find('.', typed.size());
  found.add(point == std::string::npos ? name : name.substr(0, point + 1));
}

std::optional<Completions> dotted(std::string_view text, const Engine& engine, const Session& session, Names& names) {
  std::size_t size = 0;
  while (size < text.size() && (is_word(text[text.size() - size - 1]) || text[text.size() - size - 1] == '.')) ++size;
  const std::string_view typed = text.substr(text.size() - size);
  if (typed.find('.') == std::string_view::npos) return std::nullopt;
  if (!names.library) {
    names.library.emplace();
    for (const LibraryFunction& each : engine.library().functions)
      names.library->push_back(each.name_space.empty() ? each.name : each.name_space + "." + each.name);
  }
  Candidates found(typed);
  for (const FunctionDocumentation& function : engine.documentation())
    if (function.kind == "task") add_dotted(found, typed, function.name);
  for (const std::string& name : session.functions()) add_dotted(found, typed, name);
  for (const std::string& name : *names.library) add_dotted(found, typed, name);
  std::vector<std::string> all = found.take();
  if (all.empty()) return std::nullopt;
  return Completions{typed.size(), std::move(all)};
}

}  // namespace

Completions complete(std::string_view text, const Engine& engine, const Session& session, const Principal& who,
                     Names& names) {
  if (std::optional<Completions> of_map = keys(text, session)) return std::move(*of_map);
  if (std::optional<Completions> inside = inside_text(text, engine, who, names)) return std::move(*inside);
  if (std::optional<Completions> task = dotted(text, engine, session, names)) return std::move(*task);
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
