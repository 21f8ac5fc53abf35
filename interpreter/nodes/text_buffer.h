// Pieces of a text on their way into one: collected on the stack while they are short, so that joining them makes one
// object and not one for each piece.
#pragma once

#include <charconv>
#include <string>
#include <string_view>

#include "interpreter/convert.h"
#include "interpreter/value.h"

namespace sluice::interpreter {

class TextBuffer {
 public:
  void add(const Value& piece, const Context& context) {
    if (piece.is_text()) return add(piece.text(), context);
    if (piece.is_number()) {
      char digits[24];
      const auto end = std::to_chars(digits, digits + sizeof digits, piece.as_number()).ptr;
      return add(std::string_view(digits, static_cast<std::size_t>(end - digits)), context);
    }
    std::string text;
    append_text(text, piece, context);
    add(text, context);
  }

  std::string_view view() const { return long_.empty() ? std::string_view(short_, size_) : std::string_view(long_); }

 private:
  void add(std::string_view text, const Context& context) {
    if (long_.empty() && size_ + text.size() <= sizeof short_) [[likely]] {
      std::memcpy(short_ + size_, text.data(), text.size());
      size_ += text.size();
      return;
    }
    context.heap.expect(long_.size() + text.size());  // the pieces are not in the heap before they are joined
    if (long_.empty()) long_.assign(short_, size_);
    long_.append(text);
  }

  char short_[240];
  std::size_t size_ = 0;
  std::string long_;
};

}  // namespace sluice::interpreter
