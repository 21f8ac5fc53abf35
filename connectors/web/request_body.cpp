#include "connectors/web/request_body.h"

#include <algorithm>

#include "connectors/catalogue.h"
#include "connectors/http/encoding.h"
#include "connectors/http/multipart.h"
#include "connectors/web/charset.h"
#include "interpreter/error.h"
#include "interpreter/support/names.h"
#include "interpreter/support/web_method.h"

namespace sluice::connectors::web {

namespace {

using interpreter::Container;
using interpreter::FileObject;
using interpreter::same_name;

constexpr std::string_view kDefaultPart = "file";

bool is_file(const Value& value) { return value.type() == Type::File; }

bool holds_file(const Value& map) {
  const Container& pairs = map.container();
  if (!pairs.is_keyed()) return false;
  for (auto place = pairs.first_place(); place != Container::kEnd; place = pairs.next_place(place))
    if (is_file(pairs.value_at(place))) return true;
  return false;
}

std::string_view text_or(const Value& value, std::string_view otherwise) {
  return value.is_text() && !value.text().empty() ? value.text() : otherwise;
}

void add_file(Multipart& parts, std::string_view name, const FileObject& file) {
  parts.add_file(name, text_or(file.name, "file"), text_or(file.media_type, {}), file.content.text());
}

void add_value(Multipart& parts, std::string_view name, const Value& value, const Context& context) {
  if (is_file(value))
    add_file(parts, name, value.file());
  else
    parts.add_text(name, wire_text(value, context));
}

// Reads the MAPs that describe one part.
class PartMap {
 public:
  PartMap(const Value& map, Context& context) : map_(map.container()), context_(context) {}

  const Value* find(std::initializer_list<std::string_view> names) const {
    for (const std::string_view name : names)
      if (const Value* value = map_.find(context_.text(name)); value != nullptr && !value->is_null()) return value;
    return nullptr;
  }
  std::string text(std::initializer_list<std::string_view> names) const {
    const Value* value = find(names);
    return value == nullptr ? std::string() : wire_text(*value, context_);
  }

 private:
  const Container& map_;
  Context& context_;
};

// {"paramName": …, "content": …, "stringPart": "true"} and {"param-name": …, "param-value": …}
bool describes_part(const Value& value, Context& context) {
  return is_map(value) && PartMap(value, context).find({"content", "param-value"}) != nullptr;
}

void add_described(Multipart& parts, const Value& map, Context& context) {
  const PartMap part(map, context);
  const Value& content = *part.find({"content", "param-value"});
  std::string name = part.text({"paramName", "param-name"});
  if (name.empty())
    name = is_file(content) ? std::string(text_or(content.file().parameter_name, kDefaultPart)) : kDefaultPart;
  if (is_file(content)) {
    add_file(parts, name, content.file());
    return;
  }
  std::string type = part.text({"contentType", "content-type"});
  const std::string charset = part.text({"encodingType", "encoding-type"});
  if (!charset.empty()) type = (type.empty() ? "text/plain" : type) + ";charset=" + charset;
  parts.add_text(name, encoded_text(wire_text(content, context), charset), type);
}

// An element of `files`, or a part of a LIST body.
void add_part(Multipart& parts, const Value& element, Context& context) {
  if (is_file(element))
    add_file(parts, text_or(element.file().parameter_name, kDefaultPart), element.file());
  else if (is_list(element))
    for (const Value& inner : element.container().items()) add_part(parts, inner, context);
  else if (describes_part(element, context))
    add_described(parts, element, context);
  else if (is_map(element))
    for_each_pair(element, context,
                  [&](const std::string& name, const Value& value) { add_value(parts, name, value, context); });
  else
    parts.add_text(kDefaultPart, wire_text(element, context));
}

bool is_json(std::string_view type) { return type.find("json") != std::string_view::npos; }

class ContentWriter {
 public:
  ContentWriter(HttpRequest& request, const Attributes& attributes)
      : request_(request), attributes_(attributes), context_(attributes.context()) {
    if (const std::string given = attributes.text("content-type");
        !given.empty() && find_header(request.headers, "Content-Type") == nullptr)
      set_header(request.headers, "Content-Type", given);
    const std::string* header = find_header(request.headers, "Content-Type");
    type_ = header == nullptr ? std::string() : interpreter::folded(*header);
  }

  void write(bool parameters_in_query) {
    const Value* parameters = attributes_.find("parameters");
    const Value* body = attributes_.find("body");
    const Value* files = attributes_.find("files");
    const bool writes = request_.method == "POST" || request_.method == "PUT" || request_.method == "PATCH";
    if (parameters != nullptr && is_file(*parameters) && body == nullptr && files == nullptr)
      write_parameters(*parameters);
    else if (parameters != nullptr && (parameters_in_query || !writes || body != nullptr) && !has_files(*parameters))
      add_query(*parameters);
    else if (files != nullptr)
      return write_files(*files, parameters);
    else if (parameters != nullptr)
      write_parameters(*parameters);
    if (files != nullptr) return write_files(*files, nullptr);
    if (body != nullptr) write_body(*body);
  }

 private:
  static bool has_files(const Value& value) { return is_map(value) && holds_file(value); }

  void default_type(std::string_view type) {
    if (type_.empty()) set_header(request_.headers, "Content-Type", std::string(type));
  }

  void add_query(const Value& parameters) {
    request_.url =
        with_query(request_.url, is_map(parameters) ? form_of(parameters, context_) : wire_text(parameters, context_));
  }

  void write_files(const Value& files, const Value* parameters) {
    Multipart parts;
    if (parameters != nullptr && is_map(*parameters))
      add_part(parts, *parameters, context_);
    else if (parameters != nullptr)
      add_query(*parameters);
    add_part(parts, files, context_);
    std::move(parts).write_to(request_);
  }

  void write_multipart(const Value& value) {
    Multipart parts;
    add_part(parts, value, context_);
    std::move(parts).write_to(request_);
  }

  void write_form(const Value& map) {
    request_.body = form_of(map, context_);
    default_type("application/x-www-form-urlencoded");
  }

  void write_json(const Value& value) {
    request_.body = wire_text(value, context_);
    default_type("application/json");
  }

  void write_raw(const Value& file) {
    request_.body = file.file().content.text();
    default_type("application/octet-stream");
  }

  void write_text(const Value& value, std::string_view type) {
    request_.body = wire_text(value, context_);
    default_type(type);
  }

  bool multipart() const { return type_.starts_with("multipart/"); }

  void write_parameters(const Value& value) {
    if (is_file(value)) return type_.empty() || multipart() ? write_multipart(value) : write_raw(value);
    if (is_map(value)) {
      if (is_json(type_)) return write_json(value);
      return multipart() || (type_.empty() && holds_file(value)) ? write_multipart(value) : write_form(value);
    }
    if (is_list(value)) return multipart() ? write_multipart(value) : write_json(value);
    write_text(value, "text/plain;charset=UTF-8");
  }

  void write_body(const Value& value) {
    if (is_file(value)) return multipart() ? write_multipart(value) : write_raw(value);
    if (is_map(value)) {
      if (is_json(type_)) return write_json(value);
      return type_.empty() || multipart() ? write_multipart(value) : write_form(value);
    }
    if (is_list(value)) {
      const auto items = value.container().items();
      const bool described = !items.empty() && std::ranges::all_of(items, [&](const Value& item) {
        return is_file(item) || describes_part(item, context_);
      });
      return multipart() || (type_.empty() && described) ? write_multipart(value) : write_json(value);
    }
    write_text(value, "text/plain;charset=UTF-8");
  }

  HttpRequest& request_;
  const Attributes& attributes_;
  Context& context_;
  std::string type_;  // of the script, in lower case; empty where it names none
};

}  // namespace

void write_content(HttpRequest& request, const Attributes& attributes, bool parameters_in_query) {
  ContentWriter(request, attributes).write(parameters_in_query);
}

std::string method_of(std::string_view written) {
  std::string method(written.empty() ? "GET" : written);
  for (char& c : method)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  if (!interpreter::support::is_web_method(method))
    interpreter::raise_with_help(messages::MethodInvalid, {written},
                                 "use " + std::string(interpreter::support::kWebMethodNames));
  return method;
}

void add_headers(Headers& headers, const Value& map, const Context& context) {
  for_each_pair(map, context, [&](const std::string& name, const Value& value) {
    if (!value.is_null()) set_header(headers, name, wire_text(value, context));
  });
}

std::string form_of(const Value& map, const Context& context) {
  std::string form;
  for_each_pair(map, context, [&](const std::string& name, const Value& value) {
    if (!form.empty()) form += '&';
    form.append(form_encoded(name)).append("=").append(form_encoded(wire_text(value, context)));
  });
  return form;
}

}  // namespace sluice::connectors::web
