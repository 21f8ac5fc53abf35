#include "cli/console.h"

#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace sluice::cli {

namespace {

constexpr std::size_t kBuffer = 64 * 1024;

Color color_of(int file) {
  const char* no_color = std::getenv("NO_COLOR");
  if (no_color != nullptr && *no_color != '\0') return Color::Plain;
  const char* terminal = std::getenv("TERM");
  if (terminal == nullptr || std::strcmp(terminal, "dumb") == 0) return Color::Plain;
  return ::isatty(file) == 1 ? Color::Terminal : Color::Plain;
}

// Whoever started us may have had SIGPIPE ignored; then the end of the reader is an error that nobody wants to read.
[[noreturn]] void end_as_by_broken_pipe() {
  ::signal(SIGPIPE, SIG_DFL);
  ::raise(SIGPIPE);
  ::_exit(141);
}

bool write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0 && errno == EPIPE) end_as_by_broken_pipe();
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

Console::Console()
    : output_color_(color_of(STDOUT_FILENO)),
      error_color_(color_of(STDERR_FILENO)),
      interactive_(::isatty(STDOUT_FILENO) == 1) {}

void Console::write(std::string_view text) {
  if (buffer_.size() + text.size() > kBuffer) flush();
  if (text.size() > kBuffer) {
    if (!failed_ && !write_all(STDOUT_FILENO, text)) failed_ = true;
    return;
  }
  buffer_ += text;
  if (interactive_) flush();
}

void Console::write_line(std::string_view line) {
  if (buffer_.size() + line.size() + 1 > kBuffer || interactive_) {
    write(line);
    return write("\n");
  }
  buffer_ += line;
  buffer_ += '\n';
}

void Console::flush() {
  if (!failed_ && !write_all(STDOUT_FILENO, buffer_)) failed_ = true;
  buffer_.clear();
}

void Console::report(std::string_view text) {
  flush();
  write_all(STDERR_FILENO, text);
}

}  // namespace sluice::cli
