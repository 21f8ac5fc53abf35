#include "connectors/tasks/service_client.h"

#include <optional>
#include <vector>

#include "interpreter/container.h"
#include "interpreter/convert.h"
#include "interpreter/support/json.h"

namespace sluice::connectors::tasks {

using interpreter::Container;
using interpreter::Context;

namespace {

std::vector<std::string> words_of(std::string_view first, std::string_view second) {
  std::vector<std::string> words;
  for (std::string_view text : {first, second})
    while (!text.empty()) {
      const std::size_t blank = text.find(' ');
      if (blank != 0) words.emplace_back(text.substr(0, blank));
      text.remove_prefix(blank == std::string_view::npos ? text.size() : blank + 1);
    }
  return words;
}

// `zoho.eu` of https://www.zohoapis.eu; nothing for an address that is no data centre of Zoho, such as a sandbox on
// loopback (oauth.md §1).
std::optional<std::string> zoho_domain(std::string_view api_domain) {
  const std::size_t at = api_domain.find(".zohoapis.");
  if (at == std::string_view::npos) return std::nullopt;
  std::string_view suffix = api_domain.substr(at + 10);
  suffix = suffix.substr(0, suffix.find_first_of("/:"));
  return suffix == "ca" ? "zohocloud.ca" : "zoho." + std::string(suffix);
}

bool is_json(std::string_view body) {
  const std::size_t start = body.find_first_not_of(" \t\r\n");
  return start != std::string_view::npos && (body[start] == '{' || body[start] == '[');
}

// `report.pdf` of `attachment; filename="report.pdf"`; the encoded form wins (RFC 6266).
std::string file_name_of(std::string_view disposition) {
  const std::size_t encoded = disposition.find("filename*=");
  std::size_t at = encoded != std::string_view::npos ? encoded + 10 : disposition.find("filename=");
  if (at == std::string_view::npos) return "file";
  if (encoded == std::string_view::npos) at += 9;
  std::string_view name = disposition.substr(at, disposition.find(';', at) - at);
  if (const std::size_t quotes = name.find("''"); encoded != std::string_view::npos && quotes != std::string_view::npos)
    name.remove_prefix(quotes + 2);
  std::string plain;
  const auto digit = [](char c) { return c >= 'a' ? c - 'a' + 10 : c >= 'A' ? c - 'A' + 10 : c - '0'; };
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] == '%' && i + 2 < name.size()) {
      plain += static_cast<char>(digit(name[i + 1]) * 16 + digit(name[i + 2]));
      i += 2;
    } else if (name[i] != '"') {
      plain += name[i];
    }
  }
  const std::size_t folder = plain.find_last_of("/\\");
  return folder == std::string::npos ? plain : plain.substr(folder + 1);
}

Value file_of(const HttpResponse& response, Context& context) {
  const std::string* disposition = find_header(response.headers, "Content-Disposition");
  const std::string* type = find_header(response.headers, "Content-Type");
  return interpreter::FileObject::make(context.heap,
                                       context.text(file_name_of(disposition == nullptr ? "" : *disposition)),
                                       context.text(type == nullptr ? "" : *type), context.text(response.body));
}

}  // namespace

ServiceClient::ServiceClient(const Service& service, std::string_view link, std::string_view more_scopes,
                             Context& context, std::string_view task)
    : context_(context), task_(task) {
  const ConnectionWish wish{std::string(link), std::string(service.connector), words_of(service.scopes, more_scopes)};
  grant_ = grant_for(wish, context, task);
  address_ = origin_of(service) + std::string(service.base);
}

std::string ServiceClient::parameter(std::string_view name) const {
  const std::string* value = grant_->parameter(name);
  if (value == nullptr || value->empty())
    raise_failure({ErrorKind::Host, messages::TaskUnset,
                   grammar::text_of(messages::TaskUnset, {grant_->connection(), name, task_}),
                   "authorise it again: sluice connections authorize " + grant_->connection()});
  return *value;
}

// {name} of the connection's parameters.
std::string ServiceClient::filled(std::string_view text) const {
  std::string result;
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    result += text.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::size_t close = text.find('}', open);
    result += parameter(text.substr(open + 1, close - open - 1));
    text.remove_prefix(close + 1);
  }
  return result;
}

namespace {

// scheme://host:port of an address.
std::string_view origin_part(std::string_view url) {
  const std::size_t host = url.find("://");
  return host == std::string_view::npos ? url : url.substr(0, url.find_first_of("/?", host + 3));
}

}  // namespace

// A connection of another connector for the same service, which a gateway or a test's stand-in has, says its own
// address. A connection whose api_domain is no data centre of Zoho speaks to that, whatever the service.
std::string ServiceClient::origin_of(const Service& service) const {
  const bool custom = grant_->connector() != service.connector && grant_->connector() != "zoho_oauth";
  const std::string* base = custom ? grant_->parameter("base_url") : nullptr;
  if (base != nullptr && !base->empty()) return std::string(origin_part(*base));
  std::string_view placeholder = "{zoho}";
  std::size_t at = service.origin.find(placeholder);
  if (at == std::string_view::npos) at = service.origin.find(placeholder = "{tld}");
  if (at == std::string_view::npos) return filled(service.origin);
  const std::string api_domain = filled("{api_domain}");
  const std::optional<std::string> domain = zoho_domain(api_domain);
  if (!domain) return api_domain;
  std::string origin(service.origin);
  const std::string value = placeholder == "{zoho}" ? *domain : domain->substr(domain->find('.') + 1);
  return origin.replace(at, placeholder.size(), value);
}

HttpResponse ServiceClient::send(HttpRequest request) {
  return send_signed(std::move(request), *grant_, context_, task_);
}

bool succeeded(const HttpResponse& response) { return response.status >= 200 && response.status < 300; }

Value value_of(const HttpResponse& response, const Value& empty, Context& context) {
  if (response.body.empty()) return empty;
  if (is_json(response.body)) {
    try {
      return interpreter::support::read_json(response.body, interpreter::support::JsonForm::Strict, context.heap,
                                             context.budget);
    } catch (const interpreter::Raised& raised) {
      if (!raised.catchable()) throw;  // a limit; anything else is not JSON after all
    }
  }
  if (succeeded(response) && find_header(response.headers, "Content-Disposition") != nullptr)
    return file_of(response, context);
  Value answer = Container::make_map(context.heap);
  answer.container().put(context.text("status_code"), Value::number(response.status));
  answer.container().put(context.text("response"), context.text(response.body));
  return answer;
}

}  // namespace sluice::connectors::tasks
