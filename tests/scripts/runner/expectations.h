// What a script test expects of itself, written in comments at the start of lines:
//
//   // expect: a line of info output, literally after one blank; alone it is an empty line
//   // error: SLC-RUN-0007 6:13 a part of the message     (the run ends so; `-` for any place)
//   // check: warning SLC-CHK-0011 3:1 a part of the message   (all that `check` reports, once one is listed; with
//                                                        nothing else listed, the script is not run)
//   // result: the returned value, as info prints it
//   // event: alert {"message":"x"}                       (client directives in order)
//   // flags: --dialect creator --arg id=123 --functions lib/
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sluice::script_test {

struct Problem {
  std::string severity;  // `error` or `warning`
  std::string code;
  std::string place;     // `line:column`, or `-` for any
  std::string message;   // a part of it
};

struct Expectations {
  std::vector<std::string> output;
  std::vector<Problem> errors;  // at most one
  std::vector<Problem> checks;
  std::vector<std::string> results;  // at most one
  std::vector<std::string> events;
  std::string flags;

  // Such a script is not run.
  bool only_checks() const { return output.empty() && errors.empty() && results.empty() && events.empty(); }
  bool empty() const { return only_checks() && checks.empty(); }
};

Expectations read_expectations(std::string_view script);

// As the comments write it.
std::string text_of(const Problem& problem, bool with_severity);
bool fits(const Problem& expected, const Problem& actual);

// The lines of both, those of one side marked with - and +.
std::string diff(const std::vector<std::string>& expected, const std::vector<std::string>& actual);

}  // namespace sluice::script_test
