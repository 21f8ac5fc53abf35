// Growing runs of bytes that the printers write to: behind a std::string, or straight into the TEXT that a script
// gets, so that long texts are written once and never copied.
#pragma once

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

#include "interpreter/budget.h"
#include "interpreter/value.h"

namespace sluice::interpreter::support {

inline constexpr std::size_t kStretch = 1u << 18;  // bytes that are written or read between two looks at a budget

// The work of a loop over a long text, charged while it is done, so that a run can end in the middle of it.
class Work {
 public:
  explicit Work(Budget* budget) : budget_(budget) {}
  // So many bytes have been passed.
  void reached(std::size_t bytes) {
    if (bytes - charged_ < kStretch) return;
    if (budget_ != nullptr) budget_->charge(bytes - charged_);
    charged_ = bytes;
  }

 private:
  Budget* budget_;
  std::size_t charged_ = 0;
};

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
    if (bytes.size() > kStretch) return append_long(bytes);
    std::memcpy(room(bytes.size()), bytes.data(), bytes.size());
    cursor_ += bytes.size();
  }

 protected:
  Output() = default;
  ~Output() = default;
  // Makes cursor_ to limit_ hold at least `size` bytes.
  virtual void grow(std::size_t size) = 0;
  virtual void append_long(std::string_view bytes) = 0;

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
  void append_long(std::string_view bytes) override;
  std::string& target_;
};

// Builds a TEXT in a heap. Where it knows the budget of the run, writing a long one charges for it bit by bit.
class TextOutput final : public Output {
 public:
  explicit TextOutput(Heap& heap, Budget* budget = nullptr);
  ~TextOutput();
  std::string_view view() const { return {begin(), static_cast<std::size_t>(cursor_ - begin())}; }
  // Makes room for so many bytes, to be written bit by bit.
  void reserve(std::size_t size);
  // The text written so far; nothing may be written afterwards. The bytes must be UTF-8.
  Value finish();

 private:
  void grow(std::size_t size) override;
  void append_long(std::string_view bytes) override;
  std::size_t room_for(std::size_t size) const;
  void move_to(std::size_t capacity);
  // Lets the next bytes be written: `size` of them, or a stretch.
  void open(std::size_t size);
  const char* begin() const { return object_ == nullptr ? small_ : object_->data(); }

  Heap& heap_;
  Budget* budget_;
  Work work_;
  TextObject* object_ = nullptr;
  char small_[256];
};

}  // namespace sluice::interpreter::support
