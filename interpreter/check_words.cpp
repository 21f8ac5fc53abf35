#include "interpreter/check_words.h"

#include <algorithm>
#include <span>

#include "interpreter/check_functions.h"
#include "interpreter/suggest.h"

namespace sluice::interpreter {
namespace {

struct Word {
  std::string_view name;
  StaticType type;
};

constexpr StaticType kText = StaticType(Type::Text) | Type::Null;

constexpr Word kSystemVariables[] = {
    {"now", Type::DateTime},
    {"today", Type::DateTime},
    {"tomorrow", Type::DateTime},
    {"yesterday", Type::DateTime},
    {"currentdate", Type::DateTime},
    {"currenttime", Type::DateTime},
    {"loginuser", kText},
    {"loginuserid", kText},
    {"adminuser", kText},
    {"adminuserid", kText},
    {"appname", kText},
    {"appuri", kText},
    {"ipaddress", kText},
    {"device", StaticType()},
};

constexpr Word kProvided[] = {
    {"now", Type::DateTime},         {"today", Type::DateTime}, {"tomorrow", Type::DateTime},
    {"yesterday", Type::DateTime},   {"input", StaticType()},   {"old", StaticType()},
    {"row", StaticType()},           {"thisapp", StaticType()}, {"thisform", StaticType()},
    {"crmAPIRequest", StaticType()},
};

constexpr Word kConstructors[] = {
    {"map", Type::Map},
    {"list", Type::List},
    {"collection", Type::Collection},
};

constexpr std::string_view kNamespaces[] = {"thisapp",         "standalone",  "automation",   "button", "schedule",
                                            "validation_rule", "relatedlist", "related_list", "crm"};

constexpr std::string_view kServices[] = {"twilio", "clickatell", "clockworksms", "hoiio",
                                          "intuit", "salesforce", "smsmagic"};

constexpr std::string_view kApplicationPackages[] = {"permissions", "portal", "localization", "blueprint"};

constexpr std::string_view kWithoutRecord[] = {"openUrl",   "getUrl",        "postUrl",
                                               "invokeUrl", "getFieldNames", "getFieldValue"};

constexpr std::string_view kRecordMethods[] = {"count",   "sum", "avg", "average", "maximum",  "minimum",
                                               "maximum", "max", "min", "median",  "distinct", "getAll"};

constexpr std::string_view kFieldMethods[] = {"select",      "deselect",      "selectAll",
                                              "deselectAll", "getFieldNames", "getFieldValue"};

bool among(std::string_view name, std::span<const std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return same_name(word, name); });
}

std::optional<StaticType> type_among(std::string_view name, std::span<const Word> words) {
  const auto found = std::ranges::find_if(words, [&](const Word& word) { return same_name(word.name, name); });
  return found == words.end() ? std::nullopt : std::optional(found->type);
}

}  // namespace

std::optional<StaticType> system_variable(std::string_view name) { return type_among(name, kSystemVariables); }

std::string_view nearest_system_variable(std::string_view name) {
  Suggestion suggestion(name);
  for (const Word& word : kSystemVariables) suggestion.consider(word.name);
  return suggestion.name();
}

std::optional<StaticType> provided_value(std::string_view name) { return type_among(name, kProvided); }

bool is_function_namespace(std::string_view name) { return among(name, kNamespaces); }

bool is_service(std::string_view name) { return among(name, kServices); }

bool is_application_package(std::string_view name) { return among(name, kApplicationPackages); }

bool is_without_record(std::string_view name) { return among(name, kWithoutRecord); }

bool is_record_method(std::string_view name) { return among(name, kRecordMethods); }

bool is_field_method(std::string_view name) { return among(name, kFieldMethods); }

std::optional<StaticType> constructed(std::string_view name) { return type_among(name, kConstructors); }

}  // namespace sluice::interpreter
