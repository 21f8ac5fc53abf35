#include "tests/scripts/runner/expectations.h"

#include <algorithm>

namespace sluice::script_test {

namespace {

// Cuts the next word off.
std::string take_word(std::string_view& text) {
  const std::size_t begin = std::min(text.find_first_not_of(' '), text.size());
  const std::size_t end = std::min(text.find(' ', begin), text.size());
  const std::string word(text.substr(begin, end - begin));
  text.remove_prefix(std::min(end + 1, text.size()));
  return word;
}

Problem read_problem(std::string_view text, bool with_severity) {
  Problem problem;
  problem.severity = with_severity ? take_word(text) : "error";
  problem.code = take_word(text);
  problem.place = take_word(text);
  problem.message = text;
  return problem;
}

void read_line(std::string_view line, Expectations& expectations) {
  if (!line.starts_with("// ")) return;
  line.remove_prefix(3);
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return;
  const std::string_view kind = line.substr(0, colon);
  std::string_view text = line.substr(colon + 1);
  if (text.starts_with(' ')) text.remove_prefix(1);
  if (kind == "expect")
    expectations.output.emplace_back(text);
  else if (kind == "error")
    expectations.errors.push_back(read_problem(text, false));
  else if (kind == "check")
    expectations.checks.push_back(read_problem(text, true));
  else if (kind == "result")
    expectations.results.emplace_back(text);
  else if (kind == "event")
    expectations.events.emplace_back(text);
  else if (kind == "flags")
    expectations.flags += " " + std::string(text);
}

}  // namespace

Expectations read_expectations(std::string_view script) {
  Expectations expectations;
  while (!script.empty()) {
    const std::size_t end = std::min(script.find('\n'), script.size());
    std::string_view line = script.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
    read_line(line, expectations);
    script.remove_prefix(std::min(end + 1, script.size()));
  }
  return expectations;
}

std::string text_of(const Problem& problem, bool with_severity) {
  const std::string severity = with_severity ? problem.severity + " " : std::string();
  return severity + problem.code + " " + problem.place + " " + problem.message;
}

bool fits(const Problem& expected, const Problem& actual) {
  return expected.severity == actual.severity && expected.code == actual.code &&
         (expected.place == "-" || expected.place == actual.place) &&
         actual.message.find(expected.message) != std::string::npos;
}

std::string diff(const std::vector<std::string>& expected, const std::vector<std::string>& actual) {
  const std::size_t rows = expected.size() + 1;
  const std::size_t columns = actual.size() + 1;
  // common[i * columns + j]: how many lines expected[i…] and actual[j…] share in order.
  std::vector<std::uint32_t> common(rows * columns);
  for (std::size_t i = expected.size(); i-- > 0;)
    for (std::size_t j = actual.size(); j-- > 0;)
      common[i * columns + j] = expected[i] == actual[j]
                                    ? common[(i + 1) * columns + j + 1] + 1
                                    : std::max(common[(i + 1) * columns + j], common[i * columns + j + 1]);
  std::string text;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < expected.size() || j < actual.size()) {
    if (i < expected.size() && j < actual.size() && expected[i] == actual[j]) {
      text += "    " + expected[i++] + "\n";
      ++j;
    } else if (j == actual.size() ||
               (i < expected.size() && common[(i + 1) * columns + j] >= common[i * columns + j + 1])) {
      text += "  - " + expected[i++] + "\n";
    } else {
      text += "  + " + actual[j++] + "\n";
    }
  }
  return text;
}

}  // namespace sluice::script_test
