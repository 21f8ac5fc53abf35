#include "cli/setup.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "cli/log_file.h"

namespace sluice::cli {

namespace {

// A flag, else the environment's word for it; nothing when neither is set.
std::optional<std::string> chosen(const std::string& flag, const char* variable) {
  if (!flag.empty()) return flag;
  const char* value = std::getenv(variable);
  if (value == nullptr || *value == '\0') return std::nullopt;
  return value;
}

std::string user_file() {
  const char* folder = std::getenv("XDG_CONFIG_HOME");
  if (folder != nullptr && *folder != '\0') return std::string(folder) + "/sluice/sluice.toml";
  const char* home = std::getenv("HOME");
  return home == nullptr ? std::string() : std::string(home) + "/.config/sluice/sluice.toml";
}

Result<EngineOptions> from_files() {
  EngineOptions options;
  for (const std::string& file : {user_file(), find_project_file()}) {
    if (file.empty() || ::access(file.c_str(), F_OK) != 0) continue;
    Result<EngineOptions> read = read_options(file, std::move(options));
    if (!read.ok()) return read;
    options = std::move(read).value();
  }
  return options;
}

// The parts of `a:b:c`.
void append_parts(std::vector<std::string>& parts, std::string_view list, char separator) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(separator), list.size());
    if (end > 0) parts.emplace_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

Result<void> set_limits(const RunFlags& flags, Limits& limits) {
  if (const auto name = chosen(flags.limits, "SLUICE_LIMITS")) {
    Result<Limits> found = find_limits(*name);
    if (!found.ok()) return found.error();
    limits = *found;
  }
  if (!flags.timeout) return {};
  if (!(*flags.timeout > 0) || *flags.timeout > 1e9) return usage_error("--timeout is a number of seconds above 0");
  limits.wall_clock = std::chrono::milliseconds(std::max<long long>(1, static_cast<long long>(*flags.timeout * 1000)));
  return {};
}

class Descriptor {
 public:
  explicit Descriptor(int file) : file_(file) {}
  ~Descriptor() {
    if (file_ > STDERR_FILENO) ::close(file_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return file_; }

 private:
  int file_;
};

Error unreadable(const std::string& path) {
  return usage_error("Cannot read " + (path == "-" ? "standard input" : path) + ": " + std::strerror(errno));
}

}  // namespace

Result<EngineOptions> engine_options(const EngineFlags& flags) {
  Result<EngineOptions> read = from_files();
  if (!read.ok()) return read;
  EngineOptions options = std::move(read).value();
  if (const auto name = chosen(flags.dialect, "SLUICE_DIALECT")) {
    const std::optional<Dialect> dialect = dialect_of(*name);
    if (!dialect) return usage_error("SLUICE_DIALECT is 'standard' or 'creator', not '" + *name + "'");
    options.dialect = *dialect;
  }
  if (auto zone = chosen(flags.time_zone, "SLUICE_TIME_ZONE")) options.time_zone = std::move(*zone);
  if (auto format = chosen(flags.date_format, "SLUICE_DATE_FORMAT")) options.date_format = std::move(*format);
  if (const char* paths = std::getenv("SLUICE_FUNCTIONS")) append_parts(options.functions, paths, ':');
  options.functions.insert(options.functions.end(), flags.functions.begin(), flags.functions.end());
  return options;
}

Result<void> set_run_flags(const RunFlags& flags, EngineOptions& options) {
  Principal& principal = options.principal;
  if (auto user = chosen(flags.user, "SLUICE_USER")) principal.user = std::move(*user);
  if (auto role = chosen(flags.role, "SLUICE_ROLE")) principal.role = std::move(*role);
  if (auto environment = chosen(flags.environment, "SLUICE_ENV")) principal.environment = std::move(*environment);
  if (auto app = chosen(flags.app, "SLUICE_APP")) principal.app = std::move(*app);
  if (auto trigger = chosen(flags.trigger, "SLUICE_TRIGGER")) principal.trigger = std::move(*trigger);
  if (principal.trigger == "schedule" && flags.user.empty()) principal.user.clear();  // nobody acts
  if (const auto hosts = chosen("", "SLUICE_ALLOW_HOST")) append_parts(options.egress.allow, *hosts, ',');
  options.egress.allow.insert(options.egress.allow.end(), flags.allow_hosts.begin(), flags.allow_hosts.end());
  if (const auto path = chosen(flags.log, "SLUICE_LOG")) {
    Result<std::shared_ptr<Log>> log = open_log(*path);
    if (!log.ok()) return log.error();
    options.hooks.log = std::move(log).value();
  }
  return set_limits(flags, options.limits);
}

Result<std::string> read_file(const std::string& path) {
  constexpr std::size_t kStep = 64 * 1024;
  constexpr std::size_t kLargest = 1u << 30;  // devices may have no end
  const Descriptor file(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status;
  if (file.get() < 0 || ::fstat(file.get(), &status) != 0) return unreadable(path);
  std::string text;
  // One byte more than a file has, so that the first read sees its end.
  std::size_t step = S_ISREG(status.st_mode) ? static_cast<std::size_t>(status.st_size) + 1 : kStep;
  for (std::size_t size = 0;; step = kStep) {
    text.resize(size + step);
    const ssize_t count = ::read(file.get(), text.data() + size, step);
    if (count < 0 && errno != EINTR) return unreadable(path);
    if (count > 0) size += static_cast<std::size_t>(count);
    text.resize(size);
    if (size > kLargest) {
      errno = EFBIG;
      return unreadable(path);
    }
    if (count == 0 || (S_ISREG(status.st_mode) && static_cast<std::size_t>(count) < step)) return text;
  }
}

Error usage_error(std::string message, std::string help) {
  Error error;
  error.kind = ErrorKind::Usage;
  error.code = "SLC-CLI-0001";
  error.message = std::move(message);
  error.help = std::move(help);
  return error;
}

Exit exit_of(const Error& error) {
  switch (error.kind) {
    case ErrorKind::Script:
    case ErrorKind::Host: return Exit::Failed;
    case ErrorKind::Usage: return Exit::Usage;
    case ErrorKind::Authorization: return Exit::Authorization;
    case ErrorKind::Limit: return Exit::Limit;
    case ErrorKind::Egress: return Exit::Egress;
    case ErrorKind::Store: return Exit::Store;
    case ErrorKind::Internal: return Exit::Internal;
  }
  return Exit::Internal;
}

}  // namespace sluice::cli
