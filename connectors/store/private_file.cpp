#include "connectors/store/private_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace sluice::connectors {

namespace {

class Descriptor {
 public:
  explicit Descriptor(int file) : file_(file) {}
  ~Descriptor() {
    if (file_ >= 0) ::close(file_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return file_; }

 private:
  int file_;
};

std::unexpected<Failure> unusable(const std::string& path, const char* doing) {
  const int error = errno;
  return std::unexpected(Failure{ErrorKind::Store,
                                 messages::StoreUnusable,
                                 "Cannot " + std::string(doing) + " " + path + ": " +
                                     (error == ELOOP ? "it is a symbolic link" : std::strerror(error)),
                                 {}});
}

Outcome<void> check_owner(int file, const std::string& path) {
  struct stat status;
  if (::fstat(file, &status) != 0) return unusable(path, "look at");
  if (status.st_uid != ::geteuid())
    return std::unexpected(Failure{ErrorKind::Store, messages::StoreUnusable, path + " belongs to another user", {}});
  if ((status.st_mode & 077) != 0)
    return failed(ErrorKind::Store, messages::StoreMode, {path}, "run: chmod 600 " + path);
  return {};
}

Outcome<void> write_all(int file, const std::string& path, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return unusable(path, "write");
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fsync(file) != 0) return unusable(path, "write");
  return {};
}

std::string folder_of(const std::string& path) { return std::filesystem::path(path).parent_path().string(); }

// So that a renamed or linked name is still there after a loss of power.
void sync_folder(const std::string& path) {
  const Descriptor folder(::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.get() >= 0) ::fsync(folder.get());
}

// Writes a file beside `path`, for `place` to put it there.
template <class Place>
Outcome<void> write_beside(const std::string& path, std::string_view text, Place place) {
  if (Outcome<void> made = make_private_folder(folder_of(path)); !made) return made;
  std::string beside = path + ".XXXXXX";
  const Descriptor file(::mkostemp(beside.data(), O_CLOEXEC));  // mode 0600
  if (file.get() < 0) return unusable(path, "create");
  Outcome<void> done = write_all(file.get(), beside, text);
  if (done && !place(beside)) done = unusable(path, "create");
  ::unlink(beside.c_str());
  sync_folder(path);
  return done;
}

}  // namespace

Outcome<void> make_private_folder(const std::string& path) {
  std::error_code problem;
  const std::filesystem::path folder(path);
  if (std::filesystem::is_directory(folder, problem)) return {};
  if (folder.has_parent_path()) std::filesystem::create_directories(folder.parent_path(), problem);
  if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) return unusable(path, "create the folder");
  return {};
}

Outcome<std::optional<std::string>> read_private_file(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
  if (file.get() < 0 && errno == ENOENT) return std::nullopt;
  if (file.get() < 0) return unusable(path, "read");
  if (Outcome<void> ours = check_owner(file.get(), path); !ours) return std::unexpected(ours.error());
  std::string text;
  char buffer[4096];
  for (;;) {
    const ssize_t count = ::read(file.get(), buffer, sizeof(buffer));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return unusable(path, "read");
    if (count == 0) break;
    text.append(buffer, static_cast<std::size_t>(count));
  }
  ::explicit_bzero(buffer, sizeof(buffer));
  return text;
}

Outcome<void> create_private_file(const std::string& path, std::string_view text) {
  return write_beside(path, text, [&](const std::string& beside) {
    return ::link(beside.c_str(), path.c_str()) == 0 || errno == EEXIST;
  });
}

Outcome<void> replace_private_file(const std::string& path, std::string_view text) {
  return write_beside(path, text,
                      [&](const std::string& beside) { return ::rename(beside.c_str(), path.c_str()) == 0; });
}

Outcome<std::uint64_t> private_file_size(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDWR | O_NOFOLLOW | O_CLOEXEC));
  if (file.get() < 0) return unusable(path, "open");
  if (Outcome<void> ours = check_owner(file.get(), path); !ours) return std::unexpected(ours.error());
  struct stat status;
  if (::fstat(file.get(), &status) != 0) return unusable(path, "look at");
  return static_cast<std::uint64_t>(status.st_size);
}

}  // namespace sluice::connectors
