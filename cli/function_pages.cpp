#include "cli/function_pages.h"

#include <algorithm>

#include "cli/setup.h"
#include "cli/text.h"

namespace sluice::cli {

namespace {

struct Statement {
  std::string_view word;
  std::string_view form;
};

constexpr Statement kStatements[] = {
    {"alert", "alert value;"},
    {"break", "break;"},
    {"cancel", "cancel submit;"},
    {"catch", "try { … } catch (e) { … }"},
    {"clear", "clear Field;"},
    {"continue", "continue;"},
    {"delete", "delete from Form[criteria];"},
    {"disable", "disable Field;"},
    {"else", "if(condition) { … } else { … }"},
    {"enable", "enable Field;"},
    {"fetch", "rows = Form[criteria];"},
    {"focus", "focus Field;"},
    {"for", "for each x in list { … }"},
    {"hide", "hide Field;"},
    {"if", "if(condition) { … } else if(condition) { … } else { … }"},
    {"info", "info value;"},
    {"insert", "id = insert into Form [ Field = value ];"},
    {"invokeapi", "r = invokeapi [ service: zohocrm path: \"…\" type: GET connection: \"…\" ];"},
    {"invokeurl", "r = invokeurl [ url: \"https://…\" type: GET connection: \"…\" ];"},
    {"reload", "reload;"},
    {"return", "return value;"},
    {"sendmail", "sendmail [ from: zoho.adminuserid to: \"…\" subject: \"…\" message: \"…\" ];"},
    {"sendsms", "sendsms [ to: \"…\" message: \"…\" ];"},
    {"show", "show Field;"},
    {"success", "success message value;"},
    {"throw", "throw value;"},
    {"try", "try { … } catch (e) { … }"},
    {"update", "rows.Field = value;"},
    {"while", "while(condition) { … }"},
};

}  // namespace

Result<std::vector<FunctionDocumentation>> find_functions(const Engine& engine, const std::string& name) {
  std::vector<FunctionDocumentation> functions = engine.documentation(name);
  if (functions.empty()) functions = engine.documentation("zoho.encryption." + name);
  if (!functions.empty()) return functions;
  const auto statement = std::ranges::find(kStatements, folded(name), &Statement::word);
  if (statement != std::end(kStatements))
    return usage_error("'" + name + "' is a statement, not a function",
                       "write '" + std::string(statement->form) + "'; docs/language.md describes it under Statements");
  const std::vector<std::string> similar = engine.similar_functions(name);
  return usage_error("No function is called '" + name + "'",
                     similar.empty() ? "'sluice builtins' lists all" : "did you mean " + joined(similar) + "?");
}

}  // namespace sluice::cli
