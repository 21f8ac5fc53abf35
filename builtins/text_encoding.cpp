// TEXT as hexadecimal digits of its UTF-8 bytes, and back (help/functions/string).
#include "builtins/families.h"
#include "builtins/files.h"
#include "builtins/text_support.h"
#include "interpreter/support/base64.h"
#include "interpreter/support/output.h"

namespace sluice::builtins {

namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

Value text_to_hex(Call& call) {
  const std::string_view text = text_argument(call).text();
  support::TextOutput out(call.context.heap, &call.context.budget);
  out.reserve(text.size() * 2);
  for (std::size_t at = 0; at < text.size(); at += support::kStretch) {
    const std::string_view piece = text.substr(at, support::kStretch);
    out.advance(support::encode_hex(out.room(2 * piece.size()), piece));
  }
  return out.finish();
}

int digit_value(char c) {
  const std::size_t at = kDigits.find(c >= 'A' && c <= 'F' ? static_cast<char>(c | 0x20) : c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

Value hex_to_text(Call& call) {
  const std::string_view digits = text_argument(call).text();
  if (digits.size() % 2 != 0) raise(messages::InvalidHexadecimal, {digits, "the number of its digits is odd"});
  std::string bytes;
  bytes.reserve(digits.size() / 2);
  support::Work work(&call.context.budget);
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    work.reached(i);
    const int high = digit_value(digits[i]), low = digit_value(digits[i + 1]);
    if (high < 0 || low < 0) raise(messages::InvalidHexadecimal, {digits, "digits are 0 to 9 and a to f"});
    bytes += static_cast<char>(high << 4 | low);
  }
  return text_of_bytes(bytes, call.context.heap);
}

constexpr FunctionRecord kFunctions[] = {
    {.name = "textToHex",
     .receiver = kPrintable,
     .result = Type::Text,
     .cost = {2, 1},
     .page = "functions/string/texttohex.html",
     .summary = "The bytes of the text in UTF-8, as hexadecimal digits.",
     .example = "info textToHex(\"Zoho Creator\");",
     .example_result = "5a6f686f2043726561746f72",
     .run = text_to_hex},
    {.name = "hexToText",
     .receiver = kPrintable,
     .result = Type::Text,
     .cost = {2, 2},
     .page = "functions/string/hextotext.html",
     .summary = "The text whose bytes in UTF-8 these hexadecimal digits are.",
     .example = "info hexToText(\"5a6f686f2043726561746f72\");",
     .example_result = "Zoho Creator",
     .run = hex_to_text},
};

}  // namespace

Family text_encoding_functions() { return kFunctions; }

}  // namespace sluice::builtins
