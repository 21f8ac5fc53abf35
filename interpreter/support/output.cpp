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

TextOutput::TextOutput(Heap& heap) : heap_(heap) {
  cursor_ = small_;
  limit_ = small_ + sizeof(small_);
}

TextOutput::~TextOutput() {
  if (object_ != nullptr) destroy(object_);
}

void TextOutput::grow(std::size_t size) {
  const std::size_t used = view().size();
  if (size > TextObject::kMaxSize - used)
    raise(ErrorKind::Limit, messages::TextTooLong, {std::to_string(TextObject::kMaxSize)});
  const std::size_t wanted = std::max(used + size, std::min(used + used / 2, TextObject::kMaxSize));
  if (object_ == nullptr) {
    object_ = TextObject::make(heap_, view(), std::max<std::size_t>(wanted, 1000));
  } else {
    object_ = object_->grown(wanted);
  }
  cursor_ = object_->data() + used;
  limit_ = object_->data() + object_->capacity;
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
