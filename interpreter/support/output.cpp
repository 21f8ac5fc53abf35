#include "interpreter/support/output.h"

#include <algorithm>

#include "interpreter/error.h"

namespace sluice::interpreter::support {

StringOutput::StringOutput(std::string& target) : target_(target) { cursor_ = limit_ = target.data() + target.size(); }

StringOutput::~StringOutput() { target_.resize(static_cast<std::size_t>(cursor_ - target_.data())); }

void StringOutput::grow(std::size_t size) {
  const std::size_t used = static_cast<std::size_t>(cursor_ - target_.data());
  const std::size_t wanted = std::max({used + size, used + used / 2, target_.capacity()});
  target_.resize_and_overwrite(wanted, [](char*, std::size_t room) { return room; });
  cursor_ = target_.data() + used;
  limit_ = target_.data() + target_.size();
}

void StringOutput::append_long(std::string_view bytes) {
  std::memcpy(room(bytes.size()), bytes.data(), bytes.size());
  cursor_ += bytes.size();
}

TextOutput::TextOutput(Heap& heap, Budget* budget) : heap_(heap), budget_(budget), work_(budget) {
  cursor_ = small_;
  limit_ = small_ + sizeof(small_);
}

TextOutput::~TextOutput() {
  if (object_ != nullptr) destroy(object_);
}

void TextOutput::grow(std::size_t size) {
  const std::size_t used = view().size();
  work_.reached(used);
  if (object_ == nullptr || object_->capacity - used < size)
    move_to(std::max<std::size_t>({room_for(size), std::min(used + used / 2, TextObject::kMaxSize), 1000}));
  open(size);
}

void TextOutput::reserve(std::size_t size) {
  const std::size_t capacity = object_ == nullptr ? sizeof(small_) : object_->capacity;
  if (capacity - view().size() >= size) return;
  move_to(room_for(size));
  open(0);
}

// The capacity that holds `size` bytes besides those which are there.
std::size_t TextOutput::room_for(std::size_t size) const {
  const std::size_t used = view().size();
  if (size > TextObject::kMaxSize - used)
    raise(ErrorKind::Limit, messages::TextTooLong, {std::to_string(TextObject::kMaxSize)});
  return used + size;
}

void TextOutput::move_to(std::size_t capacity) {
  const std::size_t used = view().size();
  object_ = object_ == nullptr ? TextObject::make(heap_, view(), capacity) : object_->grown(capacity);
  cursor_ = object_->data() + used;
}

void TextOutput::open(std::size_t size) {
  const auto left = static_cast<std::size_t>(object_->data() + object_->capacity - cursor_);
  limit_ = cursor_ + (budget_ == nullptr ? left : std::min(left, std::max(size, kStretch)));
}

void TextOutput::append_long(std::string_view bytes) {
  reserve(bytes.size());
  for (; !bytes.empty(); bytes.remove_prefix(std::min(bytes.size(), kStretch))) append(bytes.substr(0, kStretch));
}

Value TextOutput::finish() {
  if (object_ == nullptr) return Value::text(heap_, view());
  const std::size_t size = view().size();
  if (size <= Value::kShortText) return Value::short_text(view());
  if (object_->capacity - size > size / 8) object_ = object_->grown(size);
  object_->size = static_cast<std::uint32_t>(size);
  object_->flags = is_ascii(object_->view()) ? TextObject::kAscii : 0;
  TextObject* done = object_;
  object_ = nullptr;
  cursor_ = limit_ = small_;
  return Value::adopt(Tag::Text, done);
}

}  // namespace sluice::interpreter::support
