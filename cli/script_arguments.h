// `--arg NAME=VALUE` and `--args-json`: what they say, and the values that they become for a script.
#pragma once

#include <string>
#include <vector>

#include <sluice/engine.h>

namespace sluice::cli {

class ScriptArguments {
 public:
  // `texts` are NAME=VALUE, NAME=@PATH or NAME=file:PATH; `json` is a file with a JSON object, `-` or empty. Files are
  // read here. Errors: malformed or unreadable (kind Usage).
  static Result<ScriptArguments> read(const std::vector<std::string>& texts, const std::string& json);

  // Every name, for the checker.
  std::vector<ParameterDeclaration> declarations() const;
  // Texts become what the function's parameters declare; of equal names --arg wins over --args-json. The texts move
  // into the values, because a file may be large.
  Result<Arguments> values(const Script& script, const std::string& function) &&;

 private:
  struct Text {
    std::string name;
    std::string text;
  };
  Result<void> add(const std::string& argument);
  Result<void> add_json(const std::string& path);

  std::vector<Text> texts_;
  Arguments values_;  // of --args-json and of files
};

}  // namespace sluice::cli
