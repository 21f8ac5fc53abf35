#include "cli/repl/balance.h"

#include <algorithm>

#include "cli/text.h"

namespace sluice::cli {

namespace {

char closing(char opening) { return opening == '(' ? ')' : opening == '[' ? ']' : '}'; }

// The place behind a text that begins at `at`; npos when it is not closed on its line. A " may run over lines, a ' is
// an apostrophe where nothing closes it.
std::size_t end_of_text(std::string_view input, std::size_t at) {
  const char quote = input[at];
  for (std::size_t i = at + 1; i < input.size(); ++i) {
    if (input[i] == '\\')
      ++i;
    else if (input[i] == quote)
      return i + 1;
    else if (quote == '\'' && input[i] == '\n')
      return at + 1;
  }
  return quote == '\'' ? at + 1 : std::string_view::npos;
}

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  return begin == std::string_view::npos ? std::string_view()
                                         : text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
}

// Takes a word, and the blanks before and behind it, from the start of the text; false when there is none.
bool take_word(std::string_view& text, bool dots) {
  text = trimmed(text);
  std::size_t size = 0;
  while (size < text.size() && (is_word(text[size]) || (dots && text[size] == '.'))) ++size;
  text = trimmed(text.substr(size));
  return size > 0;
}

// `int total(int a, int b)` and `void standalone.total()`.
bool is_header(std::string_view statement) {
  const std::size_t type = statement.find_first_of(" \t\r\n.(:");
  if (type == std::string_view::npos || statement[type] == '.' || statement[type] == '(') return false;
  if (!take_word(statement, false)) return false;
  if (statement.starts_with(':')) {  // list:int
    statement.remove_prefix(1);
    if (!take_word(statement, false)) return false;
  }
  return take_word(statement, true) && statement.starts_with('(') && statement.ends_with(')');
}

// The statement behind the last one that is complete, in which every bracket is closed.
bool wants_block(std::string_view statement) {
  statement = trimmed(statement);
  if (statement.empty()) return false;
  std::size_t last = statement.size();
  while (last > 0 && is_word(statement[last - 1])) --last;
  const std::string end = folded(statement.substr(last));
  for (const std::string_view word : {"else", "try", "invokeurl", "invokeapi", "sendmail", "sendsms"})
    if (end == word) return true;
  if (!statement.ends_with(')') && folded(statement).find("for each") != 0) return false;
  std::size_t first = 0;
  while (first < statement.size() && is_word(statement[first])) ++first;
  const std::string begin = folded(statement.substr(0, first));
  for (const std::string_view word : {"if", "else", "for", "while", "catch"})
    if (begin == word) return true;
  return is_header(statement) && begin != "return" && begin != "info" && begin != "throw";
}

// Whether a brace that follows opens a block; the braces of `for each x in {1, 2}` hold a list.
bool opens_block(std::string_view before) {
  before = trimmed(before);
  const std::string lower = folded(before);
  return before.empty() || (wants_block(before) && !(lower.starts_with("for") && lower.ends_with(" in")));
}

// What a look at an input finds.
struct Look {
  bool open = false;            // a bracket, a text or a comment has to be closed
  std::size_t statement = 0;    // where the last statement begins
  std::string_view last_block;  // what stands before the block that the input ends with; empty where it ends otherwise
};

Look look_at(std::string_view input) {
  Look look;
  std::string expected;  // the brackets that have to come, innermost last
  bool block = false;  // the outermost one open is a block
  std::size_t brace = 0;
  std::size_t i = 0;
  while (i < input.size()) {
    const std::string_view rest = input.substr(i);
    std::size_t end = i + 1;
    if (rest.starts_with("//")) {
      end = input.find('\n', i);
    } else if (rest.starts_with("/*")) {
      end = input.find("*/", i + 2);
      if (end == std::string_view::npos) return look.open = true, look;
      end += 2;
    } else if (input[i] == '"' || input[i] == '\'') {
      end = end_of_text(input, i);
      if (end == std::string_view::npos) return look.open = true, look;
    } else if (input[i] == '(' || input[i] == '[' || input[i] == '{') {
      if (expected.empty()) {
        block = input[i] == '{' && opens_block(input.substr(look.statement, i - look.statement));
        brace = i;
      }
      expected.push_back(closing(input[i]));
    } else if (input[i] == ')' || input[i] == ']' || input[i] == '}') {
      if (expected.empty() || expected.back() != input[i]) return {.statement = input.size()};
      expected.pop_back();
      if (expected.empty() && block) {
        if (trimmed(input.substr(end)).empty())
          look.last_block = trimmed(input.substr(look.statement, brace - look.statement));
        look.statement = end;
      }
    } else if (input[i] == ';' && expected.empty()) {
      look.statement = end;
    }
    if (end == std::string_view::npos) break;
    i = end;
  }
  look.open = !expected.empty();
  return look;
}

bool begins_with_word(std::string_view text, std::string_view word) {
  text = trimmed(text);
  return folded(text.substr(0, word.size())) == word && (text.size() == word.size() || !is_word(text[word.size()]));
}

}  // namespace

bool is_open(std::string_view input) {
  const Look look = look_at(input);
  return look.open || wants_block(input.substr(look.statement)) || begins_with_word(look.last_block, "try");
}

bool may_go_on(std::string_view input) {
  const std::string_view block = look_at(input).last_block;
  return begins_with_word(block, "if") || (begins_with_word(block, "else") && block.ends_with(')'));
}

bool goes_on(std::string_view line) { return begins_with_word(line, "else"); }

std::string one_line(std::string_view input) {
  std::string line;
  for (std::size_t i = 0; i < input.size();) {
    const std::string_view rest = input.substr(i);
    std::size_t end = i + 1;
    if (rest.starts_with("//")) {
      end = std::min(input.find('\n', i), input.size());
      line.append("/*").append(input.substr(i + 2, end - i - 2)).append(end < input.size() ? " */" : "*/");
    } else if (rest.starts_with("/*")) {
      end = std::min(input.find("*/", i + 2), input.size() - 2) + 2;
      line.append(input.substr(i, end - i));
    } else if (input[i] == '"' || input[i] == '\'') {
      end = std::min(end_of_text(input, i), input.size());
      for (const char c : input.substr(i, end - i)) line += c == '\n' ? std::string("\\n") : std::string(1, c);
    } else {
      line += input[i] == '\n' ? ' ' : input[i];
    }
    i = end;
  }
  std::ranges::replace(line, '\n', ' ');  // of comments
  return line;
}

}  // namespace sluice::cli
