#include "connectors/web/response_value.h"

#include <algorithm>
#include <array>

#include "connectors/catalogue.h"
#include "connectors/http/encoding.h"
#include "connectors/web/charset.h"
#include "interpreter/container.h"
#include "interpreter/error.h"
#include "interpreter/support/ascii.h"
#include "interpreter/support/json.h"
#include "interpreter/support/names.h"
#include "interpreter/support/utf8.h"

namespace sluice::connectors::web {

namespace {

using interpreter::Container;
using interpreter::Context;
using interpreter::Message;
using interpreter::same_name;
using interpreter::Value;
using interpreter::support::trimmed;

// `value` of `name=value` after the first part of a header; quotes are removed.
std::string parameter_of(std::string_view header, std::string_view name) {
  for (std::size_t at = header.find(';'); at != std::string_view::npos;) {
    std::string_view rest = trimmed(header.substr(at + 1));
    const std::size_t equal = rest.find('=');
    if (equal == std::string_view::npos) return {};
    const std::string_view key = trimmed(rest.substr(0, equal));
    rest = trimmed(rest.substr(equal + 1));
    std::string value;
    std::size_t end = 0;
    if (rest.starts_with('"')) {
      for (end = 1; end < rest.size() && rest[end] != '"'; ++end) {
        if (rest[end] == '\\' && end + 1 < rest.size()) ++end;
        value += rest[end];
      }
    } else {
      end = std::min(rest.find(';'), rest.size());
      value = trimmed(rest.substr(0, end));
    }
    if (same_name(key, name)) return value;
    const std::size_t next = rest.find(';', end);
    at = next == std::string_view::npos ? next : static_cast<std::size_t>(rest.data() - header.data()) + next;
  }
  return {};
}

std::string media_type_of(std::string_view content_type) {
  return interpreter::folded(trimmed(content_type.substr(0, content_type.find(';'))));
}

std::string header_text(const HttpResponse& response, std::string_view name) {
  const std::string* value = find_header(response.headers, name);
  return value == nullptr ? std::string() : *value;
}

// An attachment; but services of Zoho send every JSON answer as the attachment `response.json`.
bool is_download(const HttpResponse& response) {
  const std::string disposition = header_text(response, "Content-Disposition");
  const bool attachment =
      same_name(trimmed(std::string_view(disposition).substr(0, disposition.find(';'))), "attachment");
  return attachment && media_type_of(header_text(response, "Content-Type")) != "application/json";
}

bool is_text_type(std::string_view type) {
  return type.starts_with("text") || type.ends_with("json") || type.ends_with("xml") || type.ends_with("javascript") ||
         type.ends_with("yaml") || type.ends_with("csv") || type == "application/x-www-form-urlencoded" ||
         type == "application/graphql";
}

bool is_binary_type(std::string_view type) {
  static constexpr std::array<std::string_view, 4> kFamilies = {"image/", "audio/", "video/", "font/"};
  static constexpr std::array<std::string_view, 6> kTypes = {"application/octet-stream", "application/pdf",
                                                             "application/zip",          "application/gzip",
                                                             "application/x-tar",        "application/msword"};
  return std::ranges::any_of(kFamilies, [&](std::string_view family) { return type.starts_with(family); }) ||
         std::ranges::find(kTypes, type) != kTypes.end() || type.starts_with("application/vnd.openxml") ||
         type.starts_with("application/vnd.ms-");
}

bool looks_binary(std::string_view bytes) {
  return bytes.find('\0') != std::string_view::npos || interpreter::support::find_invalid_utf8(bytes) != nullptr;
}

bool is_binary(const HttpResponse& response, std::string_view character_set) {
  const std::string type = media_type_of(header_text(response, "Content-Type"));
  if (is_binary_type(type) && !type.ends_with("xml") && !type.ends_with("json")) return true;
  return !is_text_type(type) && character_set.empty() && looks_binary(response.body);
}

// Without what could lead out of a folder.
std::string base_name(std::string name) {
  const std::size_t slash = name.find_last_of("/\\");
  if (slash != std::string::npos) name.erase(0, slash + 1);
  std::erase_if(name, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  return name == "." || name == ".." ? std::string() : name;
}

// RFC 6266: filename* before filename, else the last part of the address.
std::string file_name_of(const HttpResponse& response) {
  const std::string disposition = header_text(response, "Content-Disposition");
  if (const std::string extended = parameter_of(disposition, "filename*"); !extended.empty()) {
    const std::size_t language = extended.find('\'');
    const std::size_t text = language == std::string::npos ? language : extended.find('\'', language + 1);
    if (text != std::string::npos) {
      const auto decoded =
          decoded_text(percent_decoded(std::string_view(extended).substr(text + 1)), extended.substr(0, language));
      if (decoded && !base_name(*decoded).empty()) return base_name(*decoded);
    }
  }
  std::string name = base_name(parameter_of(disposition, "filename"));
  if (!name.empty()) return *decoded_text(name, {});
  const std::string_view address = std::string_view(response.url).substr(0, response.url.find_first_of("?#"));
  const std::size_t host = address.find("://");
  const std::size_t path = host == std::string_view::npos ? 0 : address.find('/', host + 3);
  if (path != std::string_view::npos) name = base_name(percent_decoded(address.substr(path)));
  return name.empty() ? "file" : *decoded_text(name, {});
}

Value file_value(const HttpResponse& response, Context& context) {
  return interpreter::FileObject::make(context.heap, context.text(file_name_of(response)),
                                       context.text(media_type_of(header_text(response, "Content-Type"))),
                                       context.text(response.body));
}

std::string text_of(const HttpResponse& response, std::string_view character_set) {
  std::string named = character_set.empty() ? parameter_of(header_text(response, "Content-Type"), "charset")
                                            : std::string(character_set);
  if (std::optional<std::string> text = decoded_text(response.body, named)) return std::move(*text);
  if (!character_set.empty()) interpreter::raise(messages::CharacterSetUnknown, {character_set});
  return *decoded_text(response.body, {});  // a service that names a character set nobody knows
}

// The value of a JSON object or array; nothing for all other text.
std::optional<Value> json_value(std::string_view text, Context& context) {
  const std::string_view inside = trimmed(text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text);
  if (!inside.starts_with('{') && !inside.starts_with('[')) return std::nullopt;
  try {
    return interpreter::support::read_json(inside, interpreter::support::JsonForm::Strict, context.heap,
                                           context.budget);
  } catch (const interpreter::Raised& raised) {
    if (raised.fault().code != messages::InvalidJson) throw;
    return std::nullopt;
  }
}

}  // namespace

ResponseFormat response_format_of(std::string_view name, std::string_view task) {
  if (name.empty() || same_name(name, "automatic") || same_name(name, "default") || same_name(name, "collection"))
    return ResponseFormat::Automatic;
  if (same_name(name, "string")) return ResponseFormat::Text;
  if (same_name(name, "file")) return ResponseFormat::File;
  if (same_name(name, "none")) return ResponseFormat::None;
  interpreter::raise_with_help(messages::AttributeValue, {"response-format", task, name},
                               "write STRING, FILE or NONE, or leave it out");
}

Value body_value(const HttpResponse& response, ResponseFormat format, std::string_view character_set,
                 Context& context) {
  context.budget.charge(response.body.size());
  context.heap.expect(response.body.size());
  switch (format) {
    case ResponseFormat::None: return {};
    case ResponseFormat::File: return file_value(response, context);
    case ResponseFormat::Text: return context.text(text_of(response, character_set));
    case ResponseFormat::Automatic: break;
  }
  if (response.body.empty()) return context.text("");
  if (is_download(response) || is_binary(response, character_set)) return file_value(response, context);
  const std::string text = text_of(response, character_set);
  if (std::optional<Value> json = json_value(text, context)) return std::move(*json);
  return context.text(text);
}

Value detailed_value(const HttpResponse& response, Value body, Context& context) {
  Value headers = Container::make_map(context.heap);
  for (const Header& header : response.headers) {
    const Value name = context.text(*decoded_text(interpreter::folded(header.name), {}));
    std::string text = *decoded_text(header.value, {});
    if (const Value* before = headers.container().find(name)) text = std::string(before->text()) + ", " + text;
    headers.container().put(name, context.text(text));
  }
  Value result = Container::make_map(context.heap);
  result.container().put(context.text("responseText"), std::move(body));
  result.container().put(context.text("responseHeader"), std::move(headers));
  result.container().put(context.text("responseCode"), Value::number(response.status));
  return result;
}

}  // namespace sluice::connectors::web
