// The row that describes one integration task: what a script gives, where each argument stands in the request, where
// the result is in the answer, and where these facts come from. One generic executor (task_call.h) runs all rows.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "interpreter/callable.h"

namespace sluice::connectors {
struct HttpResponse;
}

namespace sluice::connectors::tasks {

using interpreter::ConnectionPolicy;
using interpreter::Type;
using interpreter::TypeSet;
using interpreter::Value;

class TaskCall;

// Where an argument stands in the request. Without a key, a MAP for Query, Body and Form gives each of its pairs, and
// a TEXT for Query is `name=value&…` already encoded.
enum class Place : std::uint8_t {
  Kept,        // only a hook of the row looks at it
  Path,        // {key} of the path
  Query,       // one parameter
  Header,
  Body,        // the JSON body; its pairs where fields stand beside it
  Field,       // one member of the JSON body: `data.name`; `data[]` is a list of one
  Form,  // one form field; MAP and LIST as JSON. `input_data:request.name` is a member of the JSON in that field
  Part,  // one part of a multipart body, a FILE with its name and type
  Connection,  // link name of the connection
};

// How the text of an argument is changed on its way.
enum class Letters : std::uint8_t { AsGiven, Lower, Squeezed /* lower case without blanks */ };

inline constexpr TypeSet kTextKind = Type::Text;
inline constexpr TypeSet kIdKind = Type::Text | Type::Number;
inline constexpr TypeSet kNumberKind = Type::Number | Type::Decimal;
inline constexpr TypeSet kMapKind = Type::Map | Type::Collection | Type::Empty;
inline constexpr TypeSet kListKind = Type::List | Type::Collection | Type::Empty;

struct Argument {
  std::string_view name = {};  // as the documentation calls it; empty for a constant of the row
  TypeSet types = {};
  Place place = Place::Kept;
  std::string_view key = {};  // in the request
  std::string_view otherwise = {};  // sent where the script gives nothing; the value of a constant
  bool is_optional = false;
  Letters letters = Letters::AsGiven;
  std::span<const std::string_view> words = {};  // the only ones it takes

  template <class Change>
  constexpr Argument with(Change change) const {
    Argument copy = *this;
    change(copy);
    return copy;
  }
  // Each gives a changed copy, so that a row reads `query("page").number().or_else("1")`.
  constexpr Argument of(TypeSet kind) const {
    return with([&](Argument& copy) { copy.types = kind; });
  }
  constexpr Argument id() const { return of(kIdKind); }
  constexpr Argument number() const { return of(kNumberKind); }
  constexpr Argument boolean() const { return of(Type::Boolean); }
  constexpr Argument map() const { return of(kMapKind); }
  constexpr Argument list() const { return of(kListKind); }
  constexpr Argument file() const { return of(Type::File); }
  constexpr Argument optional() const {
    return with([](Argument& copy) { copy.is_optional = true; });
  }
  constexpr Argument or_else(std::string_view text) const {
    return with([&](Argument& copy) { copy.is_optional = true, copy.otherwise = text; });
  }
  constexpr Argument lower() const {
    return with([](Argument& copy) { copy.letters = Letters::Lower; });
  }
  constexpr Argument squeezed() const {
    return with([](Argument& copy) { copy.letters = Letters::Squeezed; });
  }
  constexpr Argument among(std::span<const std::string_view> list) const {
    return with([&](Argument& copy) { copy.words = list; });
  }
};

constexpr Argument kept(std::string_view name) { return {name, kTextKind, Place::Kept, name}; }
constexpr Argument path(std::string_view name) { return {name, kTextKind, Place::Path, name}; }
constexpr Argument query(std::string_view name, std::string_view key) { return {name, kTextKind, Place::Query, key}; }
constexpr Argument query(std::string_view name) { return query(name, name); }
constexpr Argument query_pairs(std::string_view name) { return {name, kMapKind, Place::Query, {}}; }
constexpr Argument header(std::string_view name, std::string_view key) { return {name, kIdKind, Place::Header, key}; }
constexpr Argument body(std::string_view name) { return {name, kMapKind, Place::Body, {}}; }
constexpr Argument field(std::string_view name, std::string_view key) { return {name, kTextKind, Place::Field, key}; }
constexpr Argument form(std::string_view name, std::string_view key) { return {name, kTextKind, Place::Form, key}; }
constexpr Argument form_pairs(std::string_view name) { return {name, kMapKind, Place::Form, {}}; }
constexpr Argument part(std::string_view name, std::string_view key) { return {name, Type::File, Place::Part, key}; }
constexpr Argument connection() { return {"connection", kTextKind, Place::Connection, {}}; }
// What every call of a row sends.
constexpr Argument constant(Place place, std::string_view key, std::string_view value) {
  return {{}, {}, place, key, value};
}

// A service with one address. `origin` may name `{api_domain}` and other parameters of the connection, and `{zoho}`,
// the domain of the account's data centre: zoho.com, zoho.eu, zohocloud.ca …, or `{tld}`, its part behind the dot.
struct Service {
  std::string_view name;  // as people call it
  std::string_view connector;  // link name
  std::string_view origin;
  std::string_view base;  // path before that of the rows
  std::string_view scopes;  // of all its rows, separated by blanks; a row may add
};

// Changes the request after the arguments were placed, or answers instead of the executor.
using PrepareHook = void (*)(TaskCall& call);
using AnswerHook = Value (*)(TaskCall& call, const HttpResponse& response);
using RunHook = Value (*)(TaskCall& call);

struct Task {
  static constexpr std::size_t kMaxArguments = 12;

  std::string_view name;  // `zoho.books.getRecords`
  std::span<const std::string_view> aliases = {};
  const Service* service = nullptr;
  std::array<Argument, kMaxArguments> arguments = {};
  std::string_view method = "GET";
  std::string_view path = {};  // below the service's base; may hold a query
  std::string_view result = {};  // member of the answer, `response.result`; the whole where empty
  TypeSet returns = Type::Map;
  std::string_view scopes = {};
  std::string_view source = {};  // the service's own reference
  std::string_view page = {};  // of Zoho's Deluge documentation
  std::string_view summary = {};
  ConnectionPolicy policy = ConnectionPolicy::AsDeclared;
  std::string_view impossible = {};  // why Sluice cannot run it; empty where it can
  std::string_view notice = {};  // what `check` warns of
  PrepareHook prepare = nullptr;
  AnswerHook answer = nullptr;
  RunHook run = nullptr;
};

}  // namespace sluice::connectors::tasks
