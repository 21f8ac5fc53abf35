// The documentation of built-in and host functions, from the same records that check and run them. `sluice
// builtins`, completion and hover read it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <sluice/export.h>

namespace sluice {

struct ParameterDocumentation {
  std::string name;
  std::string kinds;  // that it takes, `TEXT | LIST`
  bool optional = false;
};

struct FunctionDocumentation {
  std::string name;
  std::vector<std::string> aliases;  // other spellings
  std::string kind;                  // `function` or `host function`
  std::string receiver;              // kinds it is called on, `TEXT | LIST`; empty for none
  std::string signature;             // `text.subString(start, [end])`
  std::vector<ParameterDocumentation> parameters;  // behind the receiver
  std::string result;                // kinds of the result; `void` for none
  std::string summary;
  std::string example;               // Deluge
  std::string example_result;        // the lines that the example prints
  std::string page;                  // of Zoho's documentation
  std::string dialects;              // `standard` or `creator` where only that one has it
};

// [{"name","kind","receiver","signature","parameters":[{"name","kinds","optional"}],"result","aliases","dialects","summary",
//   "example","prints","page"}], one entry a line.
SLUICE_API std::string to_json(std::span<const FunctionDocumentation> functions);

}  // namespace sluice
