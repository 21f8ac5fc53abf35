// What the commands about connections share: answers as text or JSON, and secrets from
// standard input.
#pragma once

#include <sluice/connectors.h>

#include "cli/console.h"
#include "cli/setup.h"
#include "cli/text.h"

namespace sluice::cli {

// Prints an error, as JSON on standard output too where that was asked for.
Exit fail(const ConnectionArguments& arguments, const Error& error, Console& console);
// Prints `text`, or `json`.
Exit done(const ConnectionArguments& arguments, const std::string& text, const Value& json, Console& console);

Value list_of(const std::vector<std::string>& texts);
// Columns as wide as their widest cell.
void print_table(const std::vector<std::vector<std::string>>& rows, Console& console);
// A line from standard input, without echo on a terminal, which shows `prompt`.
Result<std::string> read_secret_line(const std::string& prompt, bool secret, Console& console);

}  // namespace sluice::cli
