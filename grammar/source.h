// Source text and positions in it. Every later stage points back here: tokens, AST nodes, diagnostics and
// run-time errors carry a Span, and only people-facing output turns it into a line and a column.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sluice::grammar {

// A half-open range of bytes in a Source.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend bool operator==(const Span&, const Span&) = default;
};

// The smallest span that covers both.
constexpr Span cover(Span a, Span b) { return {a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end}; }

// A place as people read it. Lines and columns start at 1; a column counts code points, not bytes.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

// An immutable text with a name. Finds lines lazily, so that a script that runs without errors never pays for
// it; the lazy index is built at most once and is safe to ask for from several threads.
class Source {
 public:
  // `text` is UTF-8; a byte order mark is kept in the text and skipped by the lexer.
  Source(std::string name, std::string text);
  ~Source();
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  const std::string& name() const { return name_; }
  std::string_view text() const { return text_; }

  Position position(std::uint32_t offset) const;
  std::uint32_t line(std::uint32_t offset) const { return position(offset).line; }
  // The text of a line (counted from 1) without its line end; empty when there is no such line.
  std::string_view line_text(std::uint32_t line) const;

 private:
  const std::vector<std::uint32_t>& line_starts() const;

  std::string name_;
  std::string text_;
  mutable struct LineIndex* lines_ = nullptr;  // owned; published atomically
};

}  // namespace sluice::grammar
