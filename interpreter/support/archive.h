// ZIP archives in memory. Reading refuses what would blow up; names are only names, nothing is written to disk.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "interpreter/budget.h"
#include "interpreter/calendar.h"
#include "interpreter/heap.h"

namespace sluice::interpreter::support {

inline constexpr std::uint32_t kMostZipEntries = 10'000;  // of an archive that is read

class ZipWriter {
 public:
  // `modified`: the local time that the entries get.
  ZipWriter(const Fields& modified, const Heap& heap, Budget& budget);
  ~ZipWriter();
  void add_file(const std::string& name, std::string_view content);
  void add_directory(const std::string& name);  // `name` ends in a slash
  std::string finish();  // once

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The name under which an entry is inside the directory that the archive is unpacked to: `a/b` for `/a/./b`, `..\a\b`,
// `C:\a\b`. Empty where nothing is left.
std::string harmless_entry_name(std::string_view name);

// Calls `take` for every file of an archive, in its order, with a name that no directory above it can be reached by.
// Calls nothing for bytes that are no archive. Raises ArchiveRefused for one that is encrypted, damaged, has more than
// kMostZipEntries entries, or unfolds to more than a thousandfold beyond 16 MiB; MemoryLimit where the heap has no
// room for what it unfolds to.
using TakeZipEntry = std::function<void(std::string name, std::string content)>;
void read_zip(std::string_view bytes, const Heap& heap, Budget& budget, const TakeZipEntry& take);

}  // namespace sluice::interpreter::support
