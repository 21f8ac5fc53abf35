// URLs, HTML and XML: what escapes a TEXT and what takes the escapes back (help/functions/common/encodeurl,
// help/string, help/functions/encryption).
#include "builtins/families.h"
#include "builtins/files.h"
#include "builtins/text_support.h"
#include "interpreter/support/html_entities.h"
#include "interpreter/support/output.h"
#include "interpreter/support/url_encoding.h"

namespace sluice::builtins {

namespace {

using support::EntitySet;
using support::UrlSpace;

Value encoded_url(const Call& call, const Value& text, UrlSpace space) {
  support::TextOutput out(call.context.heap, &call.context.budget);
  support::encode_url(out, text.text(), space);
  return out.finish();
}

Value encode_url(Call& call) { return encoded_url(call, text_argument(call), UrlSpace::Plus); }

// Both give null for what is no TEXT.
Value url_encode(Call& call) {
  return call.receiver().is_text() ? encoded_url(call, call.receiver(), UrlSpace::Percent) : Value();
}

Value url_decode(Call& call) {
  if (!call.receiver().is_text()) return Value();
  std::string bytes;
  bytes.reserve(call.receiver().text().size());
  if (!support::decode_url(bytes, call.receiver().text())) raise(messages::InvalidUrlEncoding);
  return text_of_bytes(bytes, call.context.heap);
}

template <EntitySet set>
Value escape(Call& call) {
  support::TextOutput out(call.context.heap, &call.context.budget);
  support::escape_entities(out, text_argument(call).text(), set);
  return out.finish();
}

template <EntitySet set>
Value unescape(Call& call) {
  support::TextOutput out(call.context.heap, &call.context.budget);
  support::unescape_entities(out, text_argument(call).text(), set);
  return out.finish();
}

constexpr ParameterRecord kAnyText[] = {{"text", kAnyOrNull}};
constexpr Cost kCost = {4, 2};

constexpr FunctionRecord kFunctions[] = {
    {.name = "encodeUrl",
     .receiver = kTextLike,
     .result = Type::Text,
     .cost = kCost,
     .page = "functions/common/encodeurl.html",
     .summary = "The text as a part of a URL; a blank becomes +.",
     .example = "info encodeUrl(\"a b&c=d\");",
     .example_result = "a+b%26c%3Dd",
     .run = encode_url},
    {.name = "zoho.encryption.urlEncode",
     .parameters = kAnyText,
     .result = Type::Text | Type::Null,
     .form = Form::Free,
     .cost = kCost,
     .page = "functions/encryption/urlencode.html",
     .summary = "The text as a part of a URL; a blank becomes %20. Null for what is no TEXT.",
     .example = "info zoho.encryption.urlEncode(\"a b\");",
     .example_result = "a%20b",
     .run = url_encode},
    {.name = "zoho.encryption.urlDecode",
     .parameters = kAnyText,
     .result = Type::Text | Type::Null,
     .form = Form::Free,
     .cost = kCost,
     .page = "functions/encryption/urldecode.html",
     .summary = "The text that a part of a URL stands for. Null for what is no TEXT.",
     .example = "info zoho.encryption.urlDecode(\"https%3A%2F%2Fwww.zoho.com\");",
     .example_result = "https://www.zoho.com",
     .run = url_decode},
    {.name = "htmlEncode",
     .receiver = kTextLike,
     .result = Type::Text,
     .cost = kCost,
     .page = "string/html-encode.html",
     .summary = "The text with & < > \" and the characters that HTML has names for as entities.",
     .example = "info htmlEncode(\"<b>café</b>\");",
     .example_result = "&lt;b&gt;caf&eacute;&lt;/b&gt;",
     .run = escape<EntitySet::Html>},
    {.name = "htmlDecode",
     .receiver = kTextLike,
     .result = Type::Text,
     .cost = kCost,
     .page = "string/html-decode.html",
     .summary = "The text with the entities of HTML and character numbers replaced by what they stand for.",
     .example = "info htmlDecode(\"caf&eacute; &lt; &#8364;3\");",
     .example_result = "café < €3",
     .run = unescape<EntitySet::Html>},
    {.name = "xmlEncode",
     .receiver = kTextLike,
     .result = Type::Text,
     .cost = kCost,
     .page = "string/xml-encode.html",
     .summary = "The text with & < > \" and ' as entities.",
     .example = "info xmlEncode(\"order's <1>\");",
     .example_result = "order&apos;s &lt;1&gt;",
     .run = escape<EntitySet::Xml>},
    {.name = "xmlDecode",
     .receiver = kTextLike,
     .result = Type::Text,
     .cost = kCost,
     .page = "string/xml-decode.html",
     .summary = "The text with the five entities of XML and character numbers replaced by what they stand for.",
     .example = "info xmlDecode(\"ready&lt;br /&gt;\");",
     .example_result = "ready<br />",
     .run = unescape<EntitySet::Xml>},
};

}  // namespace

Family escaping_functions() { return kFunctions; }

}  // namespace sluice::builtins
