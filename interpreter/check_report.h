// Collects the problems that the checker finds.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/diagnostic.h"

namespace sluice::interpreter {

using grammar::Diagnostic;
using grammar::Message;
using grammar::Severity;
using grammar::Span;

class Report {
 public:
  using Arguments = std::initializer_list<std::string_view>;

  void error(Message message, Span span, Arguments arguments, std::string help = {}) {
    add(Severity::Error, message, span, arguments, std::move(help));
  }
  void warning(Message message, Span span, Arguments arguments, std::string help = {}) {
    add(Severity::Warning, message, span, arguments, std::move(help));
  }
  void add(Severity severity, Message message, Span span, Arguments arguments, std::string help);

  // In the order of the text, each once.
  std::vector<Diagnostic> take();

 private:
  std::vector<Diagnostic> found_;
};

}  // namespace sluice::interpreter
