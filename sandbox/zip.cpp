#include "sandbox/zip.h"

#include <zlib.h>

#include <cstdint>

namespace sluice::sandbox {

namespace {

constexpr std::uint32_t kLocalHeader = 0x04034b50;
constexpr std::uint32_t kCentralHeader = 0x02014b50;
constexpr std::uint32_t kEnd = 0x06054b50;
constexpr std::uint32_t kDeflated = 8;
constexpr std::size_t kEndSize = 22;
constexpr std::size_t kCentralSize = 46;
constexpr std::size_t kLocalSize = 30;
constexpr std::uint32_t kFirstDay = 0x21;  // 1 January 1980

void put(std::string& out, std::uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i));
}

std::uint32_t get(std::string_view bytes, std::size_t at, int count) {
  std::uint32_t value = 0;
  for (int i = count; i-- > 0;)
    value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
  return value;
}

Bytef* bytes_of(std::string& text) { return reinterpret_cast<Bytef*>(text.data()); }

std::string deflate_raw(std::string content) {
  z_stream stream{};
  deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, content.size()), '\0');
  stream.next_in = bytes_of(content);
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = bytes_of(out);
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::optional<std::string> inflate_raw(std::string packed, std::size_t size) {
  z_stream stream{};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return std::nullopt;
  std::string out(size, '\0');
  stream.next_in = bytes_of(packed);
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = bytes_of(out);
  stream.avail_out = static_cast<uInt>(out.size());
  const int code = inflate(&stream, Z_FINISH);
  inflateEnd(&stream);
  if (code != Z_STREAM_END || stream.total_out != size) return std::nullopt;
  return out;
}

// The part that both headers of an entry share.
void put_facts(std::string& out, const ZipEntry& entry, std::uint32_t packed) {
  const auto* content = reinterpret_cast<const Bytef*>(entry.content.data());
  put(out, 20, 2);  // version needed
  put(out, 0x0800, 2);  // names are UTF-8
  put(out, kDeflated, 2);
  put(out, 0, 2);
  put(out, kFirstDay, 2);
  put(out, static_cast<std::uint32_t>(crc32(0, content, static_cast<uInt>(entry.content.size()))), 4);
  put(out, packed, 4);
  put(out, static_cast<std::uint32_t>(entry.content.size()), 4);
  put(out, static_cast<std::uint32_t>(entry.name.size()), 2);
  put(out, 0, 2);  // no extra field
}

}  // namespace

std::string make_zip(const ZipEntry& entry) {
  const std::string packed = deflate_raw(entry.content);
  const auto packed_size = static_cast<std::uint32_t>(packed.size());
  std::string out;
  put(out, kLocalHeader, 4);
  put_facts(out, entry, packed_size);
  out += entry.name + packed;
  const auto directory = static_cast<std::uint32_t>(out.size());
  put(out, kCentralHeader, 4);
  put(out, 20, 2);
  put_facts(out, entry, packed_size);
  put(out, 0, 2);  // no comment
  put(out, 0, 2);
  put(out, 0, 2);
  put(out, 0, 4);
  put(out, 0, 4);  // where its local header is
  out += entry.name;
  const auto directory_size = static_cast<std::uint32_t>(out.size()) - directory;
  put(out, kEnd, 4);
  put(out, 0, 4);
  put(out, 1, 2);
  put(out, 1, 2);
  put(out, directory_size, 4);
  put(out, directory, 4);
  put(out, 0, 2);
  return out;
}

std::optional<std::vector<ZipEntry>> read_zip(std::string_view bytes, std::size_t limit) {
  if (bytes.size() < kEndSize) return std::nullopt;
  std::size_t end = bytes.size() - kEndSize;
  while (get(bytes, end, 4) != kEnd)
    if (end-- == 0) return std::nullopt;
  const std::uint32_t count = get(bytes, end + 10, 2);
  std::size_t at = get(bytes, end + 16, 4);
  std::vector<ZipEntry> entries;
  for (std::uint32_t i = 0; i < count; ++i) {
    if (at + kCentralSize > bytes.size() || get(bytes, at, 4) != kCentralHeader) return std::nullopt;
    const std::uint32_t method = get(bytes, at + 10, 2);
    const std::size_t packed = get(bytes, at + 20, 4);
    const std::size_t size = get(bytes, at + 24, 4);
    const std::size_t name = get(bytes, at + 28, 2);
    const std::size_t local = get(bytes, at + 42, 4);
    const std::size_t next = at + kCentralSize + name + get(bytes, at + 30, 2) + get(bytes, at + 32, 2);
    if (next > bytes.size() || local + kLocalSize > bytes.size() || size > limit) return std::nullopt;
    limit -= size;
    const std::size_t begin = local + kLocalSize + get(bytes, local + 26, 2) + get(bytes, local + 28, 2);
    if (begin > bytes.size() || packed > bytes.size() - begin) return std::nullopt;
    ZipEntry entry{std::string(bytes.substr(at + kCentralSize, name)), std::string(bytes.substr(begin, packed))};
    if (method == kDeflated) {
      auto content = inflate_raw(std::move(entry.content), size);
      if (!content) return std::nullopt;
      entry.content = std::move(*content);
    } else if (method != 0) {
      return std::nullopt;
    }
    entries.push_back(std::move(entry));
    at = next;
  }
  return entries;
}

std::vector<std::vector<std::string>> read_csv(std::string_view text) {
  std::vector<std::vector<std::string>> rows;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::size_t i = 0;
  while (i < text.size()) {
    std::vector<std::string>& row = rows.emplace_back(1);
    bool quoted = false;
    for (; i < text.size(); ++i) {
      const char c = text[i];
      if (quoted) {
        if (c != '"') {
          row.back() += c;
        } else if (i + 1 < text.size() && text[i + 1] == '"') {
          row.back() += text[i++];
        } else {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == ',') {
        row.emplace_back();
      } else if (c == '\n') {
        ++i;
        break;
      } else if (c != '\r') {
        row.back() += c;
      }
    }
    if (row.size() == 1 && row.front().empty()) rows.pop_back();
  }
  return rows;
}

std::string csv_cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string cell = "\"";
  for (const char c : text) {
    if (c == '"') cell += '"';
    cell += c;
  }
  return cell + '"';
}

}  // namespace sluice::sandbox
