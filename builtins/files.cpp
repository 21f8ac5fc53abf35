#include "builtins/files.h"

#include "builtins/media_type.h"
#include "interpreter/support/output.h"
#include "interpreter/support/utf8.h"

namespace sluice::builtins {

namespace {

// The bytes of a character that is not complete at the place where UTF-8 ends being valid: those that one U+FFFD
// stands for (Unicode 15, table 3-8).
const char* skip_broken_character(const char* at, const char* end) {
  const auto first = static_cast<unsigned char>(*at++);
  const unsigned second = at < end ? static_cast<unsigned char>(*at) : 0u;
  const unsigned lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  const unsigned highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  const int more = first >= 0xF0 && first <= 0xF4 ? 2 : first >= 0xE0 && first < 0xF0 ? 1 : 0;
  if (more == 0 || second < lowest || second > highest) return at;
  ++at;
  if (more == 2 && at < end && support::is_continuation(*at)) ++at;
  return at;
}

}  // namespace

Value make_file(const Value& name, Value content, Heap& heap) {
  Value media_type = Value::text(heap, media_type_of(name.text()));
  return FileObject::make(heap, name, std::move(media_type), std::move(content));
}

Value text_of_bytes(std::string_view bytes, Heap& heap) {
  const char* broken = support::find_invalid_utf8(bytes);
  if (broken == nullptr) return Value::text(heap, bytes);
  support::TextOutput out(heap);
  const char* const end = bytes.data() + bytes.size();
  while (broken != nullptr) {
    out.append(bytes.substr(0, static_cast<std::size_t>(broken - bytes.data())));
    out.append("\xEF\xBF\xBD");
    const char* rest = skip_broken_character(broken, end);
    bytes = {rest, static_cast<std::size_t>(end - rest)};
    broken = support::find_invalid_utf8(bytes);
  }
  out.append(bytes);
  return out.finish();
}

}  // namespace sluice::builtins
