#include "cli/log_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "cli/setup.h"

namespace sluice::cli {

namespace {

// Each line is one write() to a file opened for appending, so that lines of several processes do not mix.
class LogFile final : public Log {
 public:
  explicit LogFile(int file) : file_(file) {}
  ~LogFile() override {
    if (file_ > STDERR_FILENO) ::close(file_);
  }

  void write_line(std::string_view json) override {
    std::string line(json);
    line += '\n';
    std::string_view rest = line;
    while (!rest.empty()) {
      const ssize_t count = ::write(file_, rest.data(), rest.size());
      if (count < 0 && errno != EINTR) return;
      if (count > 0) rest.remove_prefix(static_cast<std::size_t>(count));
    }
  }

 private:
  const int file_;
};

}  // namespace

Result<std::shared_ptr<Log>> open_log(const std::string& path) {
  const int file =
      path == "-" ? STDERR_FILENO : ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) return usage_error("Cannot write the log " + path + ": " + std::strerror(errno));
  return std::shared_ptr<Log>(std::make_shared<LogFile>(file));
}

}  // namespace sluice::cli
