#include "interpreter/support/archive.h"

#include <minizip/unzip.h>
#include <minizip/zip.h>

#include <algorithm>
#include <cstring>

#include "interpreter/error.h"

namespace sluice::interpreter::support {

namespace {

constexpr std::size_t kPiece = std::size_t{1} << 18;
constexpr std::uint64_t kWorkOfEntry = 20'000;  // a compressor of its own
constexpr std::uint64_t kWorkOfByte = 8;  // packing and unpacking, next to a byte that is copied

// minizip's idea of a file, over a text.
struct MemoryFile {
  std::string* target = nullptr;  // set for writing
  std::string_view bytes;
  std::uint64_t at = 0;

  std::uint64_t size() const { return target != nullptr ? target->size() : bytes.size(); }
};

MemoryFile& file_of(void* stream) { return *static_cast<MemoryFile*>(stream); }

void* open_file(void* opaque, const void*, int) {
  file_of(opaque).at = 0;
  return opaque;
}

uLong read_file(void*, void* stream, void* to, uLong size) {
  MemoryFile& file = file_of(stream);
  const std::string_view all = file.target != nullptr ? std::string_view(*file.target) : file.bytes;
  const std::uint64_t left = file.at < all.size() ? all.size() - file.at : 0;
  const auto count = static_cast<uLong>(std::min<std::uint64_t>(size, left));
  if (count != 0) std::memcpy(to, all.data() + file.at, count);
  file.at += count;
  return count;
}

uLong write_file(void*, void* stream, const void* from, uLong size) {
  MemoryFile& file = file_of(stream);
  if (file.target == nullptr) return 0;
  if (file.at + size > file.target->size()) file.target->resize(file.at + size);
  std::memcpy(file.target->data() + file.at, from, size);
  file.at += size;
  return size;
}

ZPOS64_T tell_file(void*, void* stream) { return file_of(stream).at; }

long seek_file(void*, void* stream, ZPOS64_T offset, int origin) {
  MemoryFile& file = file_of(stream);
  const std::uint64_t base = origin == ZLIB_FILEFUNC_SEEK_CUR   ? file.at
                             : origin == ZLIB_FILEFUNC_SEEK_END ? file.size()
                                                                : 0;
  if (base + offset > file.size()) return -1;
  file.at = base + offset;
  return 0;
}

int close_file(void*, void*) { return 0; }
int file_error(void*, void*) { return 0; }

zlib_filefunc64_def functions_of(MemoryFile& file) {
  return {open_file, read_file, write_file, tell_file, seek_file, close_file, file_error, &file};
}

[[noreturn]] void refuse(std::string_view why) { raise(messages::ArchiveRefused, {why}); }

zip_fileinfo entry_info(const Fields& time) {
  zip_fileinfo info{};
  info.tmz_date.tm_year = static_cast<int>(std::clamp(time.year, 1980, 2107));
  info.tmz_date.tm_mon = time.month - 1;
  info.tmz_date.tm_mday = time.day;
  info.tmz_date.tm_hour = time.hour;
  info.tmz_date.tm_min = time.minute;
  info.tmz_date.tm_sec = time.second;
  return info;
}

}  // namespace

// ---------------------------------------------------------------- writing

struct ZipWriter::State {
  const Heap& heap;
  Budget& budget;
  zip_fileinfo info;
  std::string bytes;
  MemoryFile file;
  zipFile zip = nullptr;
};

ZipWriter::ZipWriter(const Fields& modified, const Heap& heap, Budget& budget)
    : state_(new State{heap, budget, entry_info(modified), {}, {}, nullptr}) {
  state_->file.target = &state_->bytes;
  zlib_filefunc64_def functions = functions_of(state_->file);
  state_->zip = zipOpen2_64("", APPEND_STATUS_CREATE, nullptr, &functions);
  if (state_->zip == nullptr) refuse("there is no memory for it");
}

ZipWriter::~ZipWriter() {
  if (state_->zip != nullptr) zipClose(state_->zip, nullptr);
}

void ZipWriter::add_file(const std::string& name, std::string_view content) {
  constexpr uLong kNamesAreUtf8 = 1u << 11;
  constexpr uLong kVersion = 20;
  constexpr int kZip64 = 0;  // an entry has less than 2 GiB
  state_->budget.charge(kWorkOfEntry);
  const int opened = zipOpenNewFileInZip4_64(state_->zip, name.c_str(), &state_->info, nullptr, 0, nullptr, 0, nullptr,
                                             Z_DEFLATED, Z_DEFAULT_COMPRESSION, 0, -MAX_WBITS, DEF_MEM_LEVEL,
                                             Z_DEFAULT_STRATEGY, nullptr, 0, kVersion, kNamesAreUtf8, kZip64);
  if (opened != ZIP_OK) refuse("'" + name + "' cannot be an entry");
  for (std::size_t at = 0; at < content.size(); at += kPiece) {
    const std::string_view piece = content.substr(at, kPiece);
    state_->budget.charge(piece.size() * kWorkOfByte);
    state_->heap.expect(state_->bytes.size() + piece.size());
    if (zipWriteInFileInZip(state_->zip, piece.data(), static_cast<unsigned>(piece.size())) != ZIP_OK)
      refuse("'" + name + "' cannot be packed");
  }
  if (zipCloseFileInZip(state_->zip) != ZIP_OK) refuse("'" + name + "' cannot be packed");
}

void ZipWriter::add_directory(const std::string& name) { add_file(name, {}); }

std::string ZipWriter::finish() {
  const int closed = zipClose(state_->zip, nullptr);
  state_->zip = nullptr;
  if (closed != ZIP_OK) refuse("it cannot be finished");
  return std::move(state_->bytes);
}

// ---------------------------------------------------------------- reading

namespace {

class ZipReader {
 public:
  ZipReader(std::string_view bytes, const Heap& heap, Budget& budget) : heap_(heap), budget_(budget) {
    file_.bytes = bytes;
    zlib_filefunc64_def functions = functions_of(file_);
    zip_ = unzOpen2_64("", &functions);
  }
  ~ZipReader() {
    if (zip_ != nullptr) unzClose(zip_);
  }
  ZipReader(const ZipReader&) = delete;
  ZipReader& operator=(const ZipReader&) = delete;

  void read(const TakeZipEntry& take) {
    if (zip_ == nullptr) return;
    std::uint32_t entries = 0;
    for (int state = unzGoToFirstFile(zip_); state != UNZ_END_OF_LIST_OF_FILE; state = unzGoToNextFile(zip_)) {
      if (state != UNZ_OK) {
        if (entries == 0) return;  // an archive without entries
        refuse("it is damaged");
      }
      if (++entries > kMostZipEntries) refuse("it has more than " + std::to_string(kMostZipEntries) + " entries");
      budget_.charge(kWorkOfEntry);
      read_entry(take);
    }
  }

 private:
  static constexpr std::uint64_t kHarmless = 16u << 20;  // bytes that any archive may unfold to
  static constexpr std::uint64_t kMostFold = 1000;

  void read_entry(const TakeZipEntry& take) {
    unz_file_info64 info{};
    char name[1024];
    if (unzGetCurrentFileInfo64(zip_, &info, name, sizeof(name), nullptr, 0, nullptr, 0) != UNZ_OK)
      refuse("it is damaged");
    const std::string_view full(name, std::min<std::size_t>(info.size_filename, sizeof(name) - 1));
    if ((info.flag & 1) != 0) refuse("it is protected by a password");
    if (full.empty() || full.back() == '/' || full.back() == '\\') return;
    std::string harmless = harmless_entry_name(full);
    if (harmless.empty()) return;
    take(std::move(harmless), content());
  }

  std::string content() {
    if (unzOpenCurrentFile(zip_) != UNZ_OK) refuse("an entry is packed in a way that is not known here");
    std::string content;
    for (;;) {
      const std::size_t old = content.size();
      heap_.expect(total_ + kPiece);
      content.resize(old + kPiece);
      const int count = unzReadCurrentFile(zip_, content.data() + old, static_cast<unsigned>(kPiece));
      if (count < 0) {
        unzCloseCurrentFile(zip_);
        refuse("an entry is damaged");
      }
      content.resize(old + static_cast<std::size_t>(count));
      if (count == 0) break;
      budget_.charge(static_cast<std::uint64_t>(count) * kWorkOfByte);
      total_ += static_cast<std::uint64_t>(count);
      if (total_ > kHarmless && total_ / kMostFold > file_.bytes.size()) {
        unzCloseCurrentFile(zip_);
        refuse("it unfolds to more than a thousand times its size");
      }
    }
    if (unzCloseCurrentFile(zip_) != UNZ_OK) refuse("an entry is damaged");
    return content;
  }

  const Heap& heap_;
  Budget& budget_;
  MemoryFile file_;
  unzFile zip_ = nullptr;
  std::uint64_t total_ = 0;
};

}  // namespace

std::string harmless_entry_name(std::string_view name) {
  if (name.size() > 1 && name[1] == ':') name.remove_prefix(2);
  std::string result;
  while (!name.empty()) {
    const std::size_t end = std::min(name.find_first_of("/\\"), name.size());
    const std::string_view part = name.substr(0, end);
    name.remove_prefix(std::min(end + 1, name.size()));
    if (part.empty() || part == "." || part == "..") continue;
    if (!result.empty()) result += '/';
    result += part;
  }
  return result;
}

void read_zip(std::string_view bytes, const Heap& heap, Budget& budget, const TakeZipEntry& take) {
  ZipReader(bytes, heap, budget).read(take);
}

}  // namespace sluice::interpreter::support
