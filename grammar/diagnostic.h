// A problem found in a script before or while it runs, and its rendering for people: the line, the range
// underlined, and what to do next.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grammar/catalogue.h"
#include "grammar/source.h"

namespace sluice::grammar {

enum class Severity : std::uint8_t { Error, Warning };

struct Diagnostic {
  Message message;
  Severity severity = Severity::Error;
  Span span;
  std::string text;  // the message with its placeholders filled
  std::string help;  // one line that says what to do next ("did you mean 'total'?"); may be empty

  static Diagnostic error(Message message, Span span, std::initializer_list<std::string_view> arguments = {});
  static Diagnostic warning(Message message, Span span, std::initializer_list<std::string_view> arguments = {});
};

enum class Color : std::uint8_t { Plain, Terminal };

// A problem with its excerpt, as the command line shows it:
//
//   error[SLC-RUN-0007]: Given index 10 is greater than the list size
//     --> orders.deluge:6:13
//      |
//    6 | first = rows.get(10);
//      |              ^^^
//      = in function standalone.total, called from orders.deluge:21
//
// `notes` become the `=` lines. Tabs keep their width, long lines are cut around the span, columns count code points.
std::string render(Severity severity, std::string_view code, std::string_view text, const Source& source, Span span,
                   const std::vector<std::string>& notes, Color color);

std::string render(const Diagnostic& diagnostic, const Source& source, Color color);

}  // namespace sluice::grammar
