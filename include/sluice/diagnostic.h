// Problems found in a script before it runs, and pictures of problems for people.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <sluice/error.h>
#include <sluice/export.h>
#include <sluice/source.h>

namespace sluice {

enum class Severity : std::uint8_t { Error, Warning };

struct Diagnostic {
  Severity severity = Severity::Error;
  std::string code = {};     // stable for ever, e.g. `SLC-CHK-0001`
  std::string message = {};
  std::string help = {};     // what to do next; may be empty
  Span span = {};
  Position begin = {};
  Position end = {};         // just behind the last character
};

// Whether pictures carry the colour codes of terminals.
enum class Color : std::uint8_t { Plain, Terminal };

// The line, the range underlined, and what to do next, as the command line shows it; ends with a line end.
SLUICE_API std::string render(const Diagnostic& diagnostic, const Source& source, Color color = Color::Plain);
// The same for an error of a run, with its calls; without an excerpt for an error that has no place in a script.
SLUICE_API std::string render(const Error& error, Color color = Color::Plain);

// The columns that a text takes on a terminal, where East Asian characters take two: what pictures line up by.
SLUICE_API std::size_t columns_of(std::string_view text);

// For editors and CI, one line without a line end: {"file","ok","diagnostics":[{"code","severity","message","line",
// "column","end_line","end_column"}]}; `help` is there where a diagnostic has one.
SLUICE_API std::string to_json(std::string_view file, std::span<const Diagnostic> diagnostics);
// {"kind","code","message","help","file","line","column","stack":[{"function","file","line"}]}, on one line.
SLUICE_API std::string to_json(const Error& error);

}  // namespace sluice
