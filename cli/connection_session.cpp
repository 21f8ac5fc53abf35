#include "cli/connection_session.h"

#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace sluice::cli {

namespace {

// Keeps a terminal from showing what is typed.
class SilentTerminal {
 public:
  explicit SilentTerminal(bool silent) : active_(silent && ::tcgetattr(STDIN_FILENO, &before_) == 0) {
    if (!active_) return;
    struct termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
  }
  ~SilentTerminal() {
    if (active_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }
  SilentTerminal(const SilentTerminal&) = delete;
  SilentTerminal& operator=(const SilentTerminal&) = delete;

 private:
  struct termios before_ = {};
  bool active_;
};

}  // namespace

Exit fail(const ConnectionArguments& arguments, const Error& error, Console& console) {
  return fail(error, console, arguments.json);
}

Exit done(const ConnectionArguments& arguments, const std::string& text, const Value& json, Console& console) {
  console.write_line(arguments.json ? json.to_json() : text);
  return Exit::Done;
}

Value list_of(const std::vector<std::string>& texts) {
  return Value::list(std::vector<Value>(texts.begin(), texts.end()));
}

void print_table(const std::vector<std::vector<std::string>>& rows, Console& console) {
  std::vector<std::size_t> widths;
  for (const std::vector<std::string>& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (widths.size() <= i) widths.push_back(0);
      widths[i] = std::max(widths[i], columns_of(row[i]));
    }
  for (const std::vector<std::string>& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += row[i];
      if (i + 1 < row.size()) line.append(widths[i] - columns_of(row[i]) + 2, ' ');
    }
    while (line.ends_with(' ')) line.pop_back();
    console.write_line(line);
  }
}

Result<std::string> read_secret_line(const std::string& prompt, bool secret, Console& console) {
  const bool terminal = ::isatty(STDIN_FILENO) == 1;
  if (terminal) console.report(prompt + ": ");
  const SilentTerminal silent(terminal && secret);
  std::string line;
  char c = 0;
  for (;;) {
    const ssize_t count = ::read(STDIN_FILENO, &c, 1);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0 || c == '\n') break;
    line += c;
  }
  if (terminal && secret) console.report("\n");
  if (line.ends_with('\r')) line.pop_back();
  if (line.empty()) return usage_error("Standard input gives no " + prompt, "write it as a line of its own");
  return line;
}

}  // namespace sluice::cli
