// The parts of a request while a task's arguments are placed into it, and the request that they make.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connectors/http/message.h"
#include "interpreter/context.h"

namespace sluice::connectors::tasks {

class RequestParts {
 public:
  explicit RequestParts(interpreter::Context& context) : context_(&context) {}

  // {name} of the path.
  void set_path(std::string_view name, std::string value);
  void add_query(std::string_view name, std::string_view value);
  // `name=value&…`, encoded by the script.
  void add_query(std::string_view encoded);
  void add_header(std::string_view name, std::string value);
  // `data.name`, `data[].name`: containers are made on the way. An empty path merges a MAP into the body, or makes the
  // value the body.
  void put_body(std::string_view path, const interpreter::Value& value);
  // `field`, or `field:data.name` for a member of the JSON that the field holds.
  void put_form(std::string_view key, const interpreter::Value& value);
  // A FILE with its name and type, anything else as text.
  void add_part(std::string_view name, const interpreter::Value& value);

  interpreter::Value& body() { return body_; }
  const std::string* path_value(std::string_view name) const;

  // `path` with its {names} filled in. URL and body are final afterwards.
  HttpRequest build(std::string_view method, std::string_view origin, std::string_view path) const;

 private:
  struct FormField {
    std::string name;
    interpreter::Value value;  // MAP and LIST are sent as JSON
  };

  std::string text_of(const interpreter::Value& value) const;
  std::string filled(std::string_view path) const;
  void write_form(HttpRequest& request) const;
  void write_multipart(HttpRequest& request) const;

  interpreter::Context* context_;
  std::vector<std::pair<std::string, std::string>> path_;
  std::string query_;  // encoded, without ?
  Headers headers_;
  interpreter::Value body_;
  std::vector<FormField> form_;
  std::vector<FormField> parts_;
};

}  // namespace sluice::connectors::tasks
