// What the commands about connections share: an engine with the principal of the flags, and answers as text or JSON.
#pragma once

#include <sluice/connectors.h>

#include "cli/console.h"
#include "cli/setup.h"

namespace sluice::cli {

Result<Engine> engine_for_connections(const ConnectionArguments& arguments);

// Prints an error, as JSON on standard output too where that was asked for.
Exit fail(const ConnectionArguments& arguments, const Error& error, Console& console);
// Prints `text`, or `json`.
Exit done(const ConnectionArguments& arguments, const std::string& text, const Value& json, Console& console);

// The parts of texts with commas between them.
std::vector<std::string> comma_parts(const std::vector<std::string>& texts);
Value list_of(const std::vector<std::string>& texts);
std::string joined(const std::vector<std::string>& words, const char* separator = ", ");
// Columns as wide as their widest cell.
void print_table(const std::vector<std::vector<std::string>>& rows, Console& console);
// A line from standard input, without echo on a terminal, which shows `prompt`.
Result<std::string> read_secret_line(const std::string& prompt, bool secret, Console& console);

}  // namespace sluice::cli
