// Growing runs of bytes that the printers write to: behind a std::string, or straight into the TEXT that a script
// gets, so that long texts are written once and never copied.
#pragma once

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

#include "interpreter/value.h"

namespace sluice::interpreter::support {

class Output {
 public:
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  // A place with room for `size` bytes; tell advance() where writing ended.
  char* room(std::size_t size) {
    if (static_cast<std::size_t>(limit_ - cursor_) < size) [[unlikely]]
      grow(size);
    return cursor_;
  }
  void advance(char* end) { cursor_ = end; }

  void put(char c) {
    *room(1) = c;
    ++cursor_;
  }
  void append(std::string_view bytes) {
    if (bytes.empty()) return;
    std::memcpy(room(bytes.size()), bytes.data(), bytes.size());
    cursor_ += bytes.size();
  }

 protected:
  Output() = default;
  ~Output() = default;
  // Makes cursor_ to limit_ hold at least `size` bytes.
  virtual void grow(std::size_t size) = 0;

  char* cursor_ = nullptr;
  char* limit_ = nullptr;
};

// Appends to a std::string, which has its right size again when this is destroyed.
class StringOutput final : public Output {
 public:
  explicit StringOutput(std::string& target);
  ~StringOutput();

 private:
  void grow(std::size_t size) override;
  std::string& target_;
};

// Builds a TEXT in a heap.
class TextOutput final : public Output {
 public:
  explicit TextOutput(Heap& heap);
  ~TextOutput();
  std::string_view view() const { return {begin(), static_cast<std::size_t>(cursor_ - begin())}; }
  // The text written so far; nothing may be written afterwards. The bytes must be UTF-8.
  Value finish();

 private:
  void grow(std::size_t size) override;
  const char* begin() const { return object_ == nullptr ? small_ : object_->data(); }

  Heap& heap_;
  TextObject* object_ = nullptr;
  char small_[256];
};

}  // namespace sluice::interpreter::support
