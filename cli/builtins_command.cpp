// `sluice builtins`: the documentation of the functions, from the records that run them.
#include <algorithm>

#include "cli/commands.h"
#include "cli/function_pages.h"
#include "cli/setup.h"
#include "cli/text.h"

namespace sluice::cli {

namespace {

void print_list(const std::vector<FunctionDocumentation>& functions, Console& console) {
  std::size_t width = 0;
  for (const FunctionDocumentation& function : functions) width = std::max(width, function.signature.size());
  width = std::min<std::size_t>(width, 44);
  for (const FunctionDocumentation& function : functions) {
    std::string line = function.signature;
    line.append(line.size() < width ? width - line.size() : 0, ' ');
    console.write_line(line + "  " + function.summary);
  }
}

void print_field(const std::string& name, const std::string& text, Console& console) {
  if (text.empty()) return;
  console.write("  " + name + ": ");
  for (const char c : text) console.write(c == '\n' ? std::string("\n    ") : std::string(1, c));
  console.write("\n");
}

void print_one(const FunctionDocumentation& function, Console& console) {
  console.write_line(function.signature + " -> " + function.result);
  print_field("about", function.summary, console);
  print_field("called on", function.receiver, console);
  print_field("also", joined(function.aliases), console);
  print_field("dialect", function.dialects, console);
  print_field("example", function.example, console);
  print_field("prints", function.example_result, console);
  print_field("page", function.page, console);
}

}  // namespace

Exit builtins(const BuiltinsArguments& arguments, Console& console) {
  const Result<Engine> engine = Engine::create();
  if (!engine.ok()) return fail(engine.error(), console);
  const Result<std::vector<FunctionDocumentation>> functions = find_functions(*engine, arguments.name);
  if (!functions.ok()) return fail(functions.error(), console, arguments.json);
  if (arguments.json)
    console.write_line(to_json(*functions));
  else if (arguments.name.empty())
    print_list(*functions, console);
  else
    for (const FunctionDocumentation& function : *functions) print_one(function, console);
  return Exit::Done;
}

}  // namespace sluice::cli
