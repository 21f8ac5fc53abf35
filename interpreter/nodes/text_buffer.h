// Pieces of a text on their way into one: collected on the stack while they are short, so that joining them makes one
// object and not one for each piece.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "interpreter/context.h"
#include "interpreter/convert.h"
#include "interpreter/support/digits.h"
#include "interpreter/value.h"

namespace sluice::interpreter {

class TextBuffer {
 public:
  explicit TextBuffer(const Context& context) : context_(context) {}

  void add(const Value& piece) {
    if (piece.tag() == Tag::ShortText && has_room(Value::kShortText)) [[likely]] {
      std::memcpy(short_ + size_, piece.text().data(), Value::kShortText);  // all that a short text may have
      size_ += piece.text().size();
      return;
    }
    if (piece.is_text()) return add(piece.text());
    if (piece.is_number()) return add_number(piece.as_number());
    add_printed(piece);
  }

  void add_number(std::int64_t number) {
    if (has_room(support::kMaxDigits)) [[likely]] {
      size_ = static_cast<std::size_t>(support::write_digits(short_ + size_, number) - short_);
      return;
    }
    char digits[support::kMaxDigits];
    add(std::string_view(digits, static_cast<std::size_t>(support::write_digits(digits, number) - digits)));
  }

  void add(std::string_view text) {
    if (has_room(text.size())) [[likely]] {
      std::memcpy(short_ + size_, text.data(), text.size());
      size_ += text.size();
      return;
    }
    add_to_long(text);
  }

  std::string_view view() const { return is_long_ ? std::string_view(long_) : std::string_view(short_, size_); }

 private:
  bool has_room(std::size_t size) const { return size <= sizeof short_ - size_ && !is_long_; }
  [[gnu::noinline]] void add_printed(const Value& piece) {
    std::string text;
    append_text(text, piece, context_);
    add(text);
  }
  [[gnu::noinline]] void add_to_long(std::string_view text) {
    context_.heap.expect(long_.size() + text.size());  // the pieces are not in the heap before they are joined
    if (!std::exchange(is_long_, true)) long_.assign(short_, size_);
    long_.append(text);
  }

  const Context& context_;
  char short_[240];
  std::size_t size_ = 0;
  bool is_long_ = false;
  std::string long_;
};

}  // namespace sluice::interpreter
