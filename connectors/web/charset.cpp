#include "connectors/web/charset.h"

#include <iconv.h>

#include <cerrno>

#include "connectors/catalogue.h"
#include "interpreter/error.h"
#include "interpreter/support/ascii.h"
#include "interpreter/support/names.h"
#include "interpreter/support/utf8.h"

namespace sluice::connectors::web {

namespace {

using interpreter::same_name;

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool is_utf8(std::string_view name) { return name.empty() || same_name(name, "UTF-8") || same_name(name, "UTF8"); }

std::string repaired(std::string bytes) {
  const char* bad = interpreter::support::find_invalid_utf8(bytes);
  if (bad == nullptr) return bytes;
  std::string text;
  std::string_view rest = bytes;
  while (bad != nullptr) {
    const auto good = static_cast<std::size_t>(bad - rest.data());
    text.append(rest.substr(0, good)).append(kReplacement);
    rest.remove_prefix(good + 1);
    bad = interpreter::support::find_invalid_utf8(rest);
  }
  return text.append(rest);
}

// iconv from the C library, so that nothing has to be loaded but the table of the character set.
class Converter {
 public:
  Converter(std::string_view to, std::string_view from)
      : handle_(::iconv_open(std::string(to).c_str(), std::string(from).c_str())) {}
  ~Converter() {
    if (known()) ::iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  bool known() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

  std::string run(std::string bytes, std::string_view replacement) {
    std::string out;
    char buffer[4096];
    char* at = bytes.data();
    std::size_t left = bytes.size();
    while (left > 0) {
      char* to = buffer;
      std::size_t room = sizeof(buffer);
      const std::size_t done = ::iconv(handle_, &at, &left, &to, &room);
      out.append(buffer, sizeof(buffer) - room);
      if (done != static_cast<std::size_t>(-1) || errno == E2BIG) continue;
      out += replacement;
      ++at;
      --left;
      if (replacement.size() == 1)  // out of UTF-8: the character's other bytes
        while (left > 0 && interpreter::support::is_continuation(*at)) ++at, --left;
    }
    return out;
  }

 private:
  iconv_t handle_;
};

// iconv would read `//TRANSLIT` and the like as options.
bool is_name(std::string_view name) {
  for (const char c : name)
    if (!interpreter::support::is_alphanumeric(c) && std::string_view("-_.:+").find(c) == std::string_view::npos)
      return false;
  return name.size() <= 40;
}

}  // namespace

std::optional<std::string> decoded_text(std::string bytes, std::string_view character_set) {
  if (is_utf8(character_set)) return repaired(std::move(bytes));
  if (!is_name(character_set)) return std::nullopt;
  Converter converter("UTF-8", character_set);
  if (!converter.known()) return std::nullopt;
  return converter.run(std::move(bytes), kReplacement);
}

std::string encoded_text(std::string text, std::string_view character_set) {
  if (is_utf8(character_set)) return text;
  Converter converter(is_name(character_set) ? character_set : "-", "UTF-8");
  if (!converter.known()) interpreter::raise(messages::CharacterSetUnknown, {character_set});
  return converter.run(std::move(text), "?");
}

void check_character_set(std::string_view character_set) {
  if (!decoded_text({}, character_set))
    interpreter::raise_with_help(messages::CharacterSetUnknown, {character_set},
                                 "leave it out, or write one such as UTF-8 or ISO-8859-1");
}

}  // namespace sluice::connectors::web
