// Names that mean something without being assigned or defined in a script: system variables, objects of Creator,
// namespaces, packages of the host. One place to add to when Zoho does.
#pragma once

#include <optional>
#include <string_view>

#include "interpreter/static_type.h"

namespace sluice::interpreter {

// `currentdate` of zoho.currentdate (language.md §7). `device` stands for zoho.device.type.
std::optional<StaticType> system_variable(std::string_view name);
std::string_view nearest_system_variable(std::string_view name);

// `now`, `today`, `input`, `row`, `crmAPIRequest` …: values that the place of a script provides.
std::optional<StaticType> provided_value(std::string_view name);

// `standalone`, `automation`, `button` …: namespaces of functions, never variables.
bool is_function_namespace(std::string_view name);

// Integrations whose functions the host provides: `twilio.sms.send(…)`, and those of an application such as
// `thisapp.permissions.isUserInRole(…)`.
bool is_service(std::string_view name);
bool is_application_package(std::string_view name);

// Functions that are no records of the built-ins' table: openUrl(…) is compiled by itself, getUrl(…) and its like come with
// a network, the others are of forms.
bool is_without_record(std::string_view name);

// Methods of records and fields in Creator: aggregates such as `count`, whose argument is a field's name, and
// `select`, `deselect`.
bool is_record_method(std::string_view name);
bool is_field_method(std::string_view name);

// Constructors: Map(), List(), Collection().
std::optional<StaticType> constructed(std::string_view name);

}  // namespace sluice::interpreter
