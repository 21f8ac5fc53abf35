#include "interpreter/support/file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace sluice::interpreter::support {

namespace {

constexpr std::size_t kLargest = 64u << 20;
constexpr std::size_t kStep = 64u << 10;

bool read_all(int file, std::string& text) {
  for (std::size_t size = 0; size <= kLargest;) {
    text.resize(size + kStep);
    const ssize_t count = ::read(file, text.data() + size, kStep);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    size += static_cast<std::size_t>(count);
    text.resize(size);
    if (count == 0) return true;
  }
  errno = EFBIG;
  return false;
}

}  // namespace

bool read_file(const std::string& path, std::string& text, std::string& why) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool read = file >= 0 && read_all(file, text);
  if (!read) why = std::generic_category().message(errno);
  if (file >= 0) ::close(file);
  return read;
}

}  // namespace sluice::interpreter::support
