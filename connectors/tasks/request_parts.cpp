#include "connectors/tasks/request_parts.h"

#include <algorithm>

#include "connectors/http/encoding.h"
#include "interpreter/container.h"
#include "interpreter/convert.h"
#include "interpreter/value.h"

namespace sluice::connectors::tasks {

using interpreter::Container;
using interpreter::Type;
using interpreter::Value;

namespace {

// Puts `value` at a dotted path below `root`, which is a MAP. `name[]` is the first element of a LIST.
void put_at(Value& root, std::string_view path, const Value& value, interpreter::Context& context) {
  Value* holder = &root;
  while (true) {
    const std::size_t dot = path.find('.');
    std::string_view name = path.substr(0, dot);
    const bool in_list = name.ends_with("[]");
    if (in_list) name.remove_suffix(2);
    const Value key = context.text(name);
    const bool last = dot == std::string_view::npos;
    Container& map = holder->container();
    if (map.find(key) == nullptr) {
      Value made = last ? value : Container::make_map(context.heap);
      if (in_list) {
        Value list = Container::make_list(context.heap, 1);
        list.container().push(std::move(made));
        made = std::move(list);
      }
      map.put(key, std::move(made));
    } else if (last) {
      Value* found = map.find(key);
      (in_list ? found->container().items()[0] : *found) = value;
    }
    if (last) return;
    holder = map.find(key);
    if (in_list) holder = &holder->container().items()[0];
    path.remove_prefix(dot + 1);
  }
}

}  // namespace

std::string RequestParts::text_of(const Value& value) const {
  std::string text;
  if (value.is_container())
    interpreter::append_json(text, value, *context_);
  else if (!value.is_null())
    interpreter::append_text(text, value, *context_);
  return text;
}

void RequestParts::set_path(std::string_view name, std::string value) {
  std::erase_if(path_, [&](const auto& pair) { return pair.first == name; });
  path_.emplace_back(name, std::move(value));
}

const std::string* RequestParts::path_value(std::string_view name) const {
  const auto found = std::ranges::find(path_, name, &std::pair<std::string, std::string>::first);
  return found == path_.end() ? nullptr : &found->second;
}

void RequestParts::add_query(std::string_view name, std::string_view value) {
  if (!query_.empty()) query_ += '&';
  query_ += percent_encoded(name);
  query_ += '=';
  query_ += percent_encoded(value);
}

void RequestParts::add_query(std::string_view encoded) {
  if (encoded.empty()) return;
  if (!query_.empty()) query_ += '&';
  query_ += encoded;
}

void RequestParts::add_header(std::string_view name, std::string value) {
  set_header(headers_, name, std::move(value));
}

void RequestParts::put_body(std::string_view path, const Value& value) {
  const bool keyed = value.is_container() && (value.container().is_keyed() || value.container().empty());
  if (path.empty() && (!keyed || body_.is_null())) {
    body_ = keyed ? value.container().copy() : value;  // the script's own map stays as it is
    if (keyed) body_.container().become_keyed();
    return;
  }
  if (body_.is_null()) body_ = Container::make_map(context_->heap);
  if (!path.empty()) return put_at(body_, path, value, *context_);
  const Container& map = value.container();
  for (std::uint32_t p = map.first_place(); p != Container::kEnd; p = map.next_place(p))
    body_.container().put(map.key_at(p), map.value_at(p));
}

void RequestParts::put_form(std::string_view key, const Value& value) {
  const std::size_t colon = key.find(':');
  const std::string_view name = key.substr(0, colon);
  auto field = std::ranges::find(form_, name, &FormField::name);
  if (field == form_.end()) field = form_.insert(form_.end(), {std::string(name), {}});
  if (colon == std::string_view::npos) {
    field->value = value;
    return;
  }
  if (field->value.is_null()) field->value = Container::make_map(context_->heap);
  put_at(field->value, key.substr(colon + 1), value, *context_);
}

void RequestParts::add_part(std::string_view name, const Value& value) { parts_.push_back({std::string(name), value}); }

std::string RequestParts::filled(std::string_view path) const {
  std::string text;
  while (!path.empty()) {
    const std::size_t open = path.find('{');
    text += path.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::size_t close = path.find('}', open);
    if (const std::string* value = path_value(path.substr(open + 1, close - open - 1))) text += percent_encoded(*value);
    path.remove_prefix(close + 1);
  }
  return text;
}

void RequestParts::write_form(HttpRequest& request) const {
  for (const FormField& field : form_) {
    if (!request.body.empty()) request.body += '&';
    request.body += percent_encoded(field.name);
    request.body += '=';
    request.body += percent_encoded(text_of(field.value));
  }
  request.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
}

namespace {

// A name between the quotes of a Content-Disposition header (RFC 7578 §4.2).
std::string quoted(std::string_view name) {
  std::string text = "\"";
  for (const char c : name) {
    if (c == '"')
      text += "%22";
    else if (c != '\r' && c != '\n')
      text += c;
  }
  return text + "\"";
}

}  // namespace

void RequestParts::write_multipart(HttpRequest& request) const {
  std::string body;
  std::string boundary = "sluice-part";
  const auto holds_boundary = [&](const FormField& part) {
    const Value& value = part.value.type() == Type::File ? part.value.file().content : part.value;
    return value.is_text() && value.text().find(boundary) != std::string_view::npos;
  };
  while (std::ranges::any_of(parts_, holds_boundary)) boundary += "-x";
  const auto begin_part = [&](const FormField& part) {
    body += "--" + boundary + "\r\nContent-Disposition: form-data; name=" + quoted(part.name);
  };
  for (const FormField& field : form_) {
    begin_part(field);
    body += "\r\n\r\n" + text_of(field.value) + "\r\n";
  }
  for (const FormField& part : parts_) {
    begin_part(part);
    if (part.value.type() != Type::File) {
      body += "\r\n\r\n" + text_of(part.value) + "\r\n";
      continue;
    }
    const interpreter::FileObject& file = part.value.file();
    const std::string_view type = file.media_type.is_text() ? file.media_type.text() : std::string_view();
    body += "; filename=" + quoted(file.name.is_text() ? file.name.text() : "file");
    body += "\r\nContent-Type: " + std::string(type.empty() ? "application/octet-stream" : type) + "\r\n\r\n";
    body += file.content.text();
    body += "\r\n";
  }
  request.body = body + "--" + boundary + "--\r\n";
  request.headers.push_back({"Content-Type", "multipart/form-data; boundary=" + boundary});
}

HttpRequest RequestParts::build(std::string_view method, std::string_view origin, std::string_view path) const {
  HttpRequest request{.method = std::string(method), .url = std::string(origin) + filled(path), .headers = headers_};
  if (!query_.empty()) request.url += (request.url.find('?') == std::string::npos ? "?" : "&") + query_;
  if (!parts_.empty()) {
    write_multipart(request);
  } else if (!form_.empty()) {
    write_form(request);
  } else if (!body_.is_null()) {
    interpreter::append_json(request.body, body_, *context_);
    request.headers.push_back({"Content-Type", "application/json"});
  }
  return request;
}

}  // namespace sluice::connectors::tasks
