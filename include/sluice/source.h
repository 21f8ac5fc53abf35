// A script's text with its name, and places in it. Diagnostics and errors point into a Source.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <sluice/export.h>

namespace sluice {

// What a host hands to Engine::compile(). `name` appears in messages, usually a file's path; `text` is UTF-8.
struct SourceText {
  std::string name;
  std::string text;
};

inline constexpr std::size_t kLargestSource = 64u << 20;  // bytes; larger texts are not compiled (SLC-SYN-0008)

// A half-open range of bytes in a source.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// A place as people read it. Lines and columns count from 1, columns in code points; 0 means unknown.
struct Position {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

// A compiled source: a cheap handle on an immutable text, safe to share between threads. Empty by default.
class SLUICE_API Source {
 public:
  Source() = default;

  explicit operator bool() const noexcept { return node_ != nullptr; }
  // Both are empty for an empty handle; the views live as long as any handle on this source.
  std::string_view name() const noexcept;
  std::string_view text() const noexcept;
  // The place of a byte offset; {0, 0} for an empty handle.
  Position position(std::uint32_t offset) const noexcept;

 private:
  friend struct Access;
  std::shared_ptr<const void> node_;
};

}  // namespace sluice
