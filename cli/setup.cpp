#include "cli/setup.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <span>
#include <utility>

#include <sluice/words.h>

#include "cli/log_file.h"
#include "cli/text.h"

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

// The same of a word; wrong ones of flags have been refused where flags are read.
Result<void> choose(std::string& target, const std::string& flag, const char* variable,
                    std::span<const std::string_view> known) {
  auto word = chosen(flag, variable);
  if (!word) return {};
  if (std::ranges::find(known, *word) == known.end())
    return usage_error(std::string(variable) + " is not '" + *word + "'", words::help_for(*word, known));
  target = std::move(*word);
  return {};
}

void append(std::vector<std::string>& list, const std::vector<std::string>& more) {
  list.insert(list.end(), more.begin(), more.end());
}

// A clock that stands at the time of --now, which is written as scripts write dates.
Result<std::shared_ptr<Clock>> clock_of(const std::string& now, const EngineOptions& options) {
  EngineOptions dates;
  dates.time_zone = options.time_zone;
  dates.date_format = options.date_format;
  const Result<Engine> reader = Engine::create(std::move(dates));
  if (!reader.ok()) return reader.error();
  const Result<Instant> instant = reader->read_date(now);
  if (!instant.ok()) return instant.error();
  return std::shared_ptr<Clock>(std::make_shared<FixedClock>(*instant));
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

std::string shown(const std::string& path) { return path == "-" ? "standard input" : path; }

Error unreadable(const std::string& path) {
  return usage_error("Cannot read " + shown(path) + ": " + std::strerror(errno));
}

}  // namespace

Result<EngineOptions> engine_options(const EngineFlags& flags) {
  Result<EngineOptions> read = from_files();
  if (!read.ok()) return read;
  EngineOptions options = std::move(read).value();
  std::string dialect;
  if (Result<void> set = choose(dialect, flags.dialect, "SLUICE_DIALECT", words::dialects()); !set.ok())
    return set.error();
  options.dialect = dialect_of(dialect).value_or(options.dialect);
  if (auto zone = chosen(flags.time_zone, "SLUICE_TIME_ZONE")) options.time_zone = std::move(*zone);
  if (auto format = chosen(flags.date_format, "SLUICE_DATE_FORMAT")) options.date_format = std::move(*format);
  if (const char* paths = std::getenv("SLUICE_FUNCTIONS")) append(options.functions, split(paths, ':'));
  append(options.functions, flags.functions);
  return options;
}

Result<void> set_run_flags(const RunFlags& flags, EngineOptions& options) {
  Principal& principal = options.principal;
  if (auto user = chosen(flags.user, "SLUICE_USER")) principal.user = std::move(*user);
  if (auto app = chosen(flags.app, "SLUICE_APP")) principal.app = std::move(*app);
  for (const Result<void>& set : {choose(principal.role, flags.role, "SLUICE_ROLE", words::roles()),
                                  choose(principal.environment, flags.environment, "SLUICE_ENV", words::environments()),
                                  choose(principal.trigger, flags.trigger, "SLUICE_TRIGGER", words::triggers())})
    if (!set.ok()) return set;
  if (!flags.store.empty()) options.connections.folder = flags.store;
  if (principal.trigger == "schedule" && flags.user.empty()) principal.user.clear();  // nobody acts
  if (const auto hosts = chosen("", "SLUICE_ALLOW_HOST")) append(options.egress.allow, split(*hosts, ','));
  append(options.egress.allow, flags.allow_hosts);
  if (const auto path = chosen(flags.log, "SLUICE_LOG")) {
    Result<std::shared_ptr<Log>> log = open_log(*path);
    if (!log.ok()) return log.error();
    options.hooks.log = std::move(log).value();
  }
  if (!flags.now.empty()) {
    Result<std::shared_ptr<Clock>> clock = clock_of(flags.now, options);
    if (!clock.ok()) return clock.error();
    options.hooks.clock = std::move(clock).value();
  }
  return set_limits(flags, options.limits);
}

Result<std::string> read_file(const std::string& path, std::size_t most) {
  constexpr std::size_t kStep = 64 * 1024;
  static bool input_is_read = false;
  if (path == "-" && std::exchange(input_is_read, true))
    return usage_error("Standard input can be read once only", "give a file for one of them");
  const Descriptor file(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status;
  if (file.get() < 0 || ::fstat(file.get(), &status) != 0) return unreadable(path);
  // Of a file; devices, pipes and what the kernel makes up as it is read have none.
  const std::size_t known_size = S_ISREG(status.st_mode) ? static_cast<std::size_t>(status.st_size) : 0;
  std::string text;
  // One byte more than a file has, so that the first read sees its end.
  std::size_t step = known_size > 0 ? std::min(known_size, most) + 1 : kStep;
  for (; text.size() <= most; step = kStep) {
    ssize_t count = 0;
    text.resize_and_overwrite(text.size() + step, [&, size = text.size()](char* bytes, std::size_t) {
      count = ::read(file.get(), bytes + size, step);
      return count > 0 ? size + static_cast<std::size_t>(count) : size;
    });
    if (count < 0 && errno != EINTR) return unreadable(path);
    const bool whole = count == 0 || (known_size > 0 && text.size() == known_size);
    if (whole && text.size() <= most) return text;
  }
  return usage_error("Cannot read " + shown(path) + ": it is larger than " + std::to_string(most >> 20) + " MiB");
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

std::string json_of(const Error& error) { return "{\"ok\":false,\"error\":" + to_json(error) + "}"; }

Exit fail(const Error& error, Console& console, bool json) {
  json ? console.write_line(json_of(error)) : console.report(error);
  return exit_of(error);
}

}  // namespace sluice::cli
