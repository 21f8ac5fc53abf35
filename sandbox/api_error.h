// An error answer of the CRM: thrown where the problem is seen, written by the router or into its place of a batch.
#pragma once

#include <exception>
#include <string>

#include "sandbox/json.h"

namespace sluice::sandbox {

class ApiError : public std::exception {
 public:
  ApiError(int status, std::string code, std::string message, Json details = Json::object())
      : status_(status), code_(std::move(code)), message_(std::move(message)), details_(std::move(details)) {}

  const char* what() const noexcept override { return code_.c_str(); }
  int status() const { return status_; }
  const std::string& code() const { return code_; }
  const Json& details() const { return details_; }

  Json body() const { return {{"code", code_}, {"details", details_}, {"message", message_}, {"status", "error"}}; }

 private:
  int status_;
  std::string code_;
  std::string message_;
  Json details_;
};

// The frequent ones.
inline ApiError invalid_data(std::string message, Json details = Json::object()) {
  return {400, "INVALID_DATA", std::move(message), std::move(details)};
}
inline ApiError bad_segment(std::string message, int index) {
  return invalid_data(std::move(message), {{"resource_path_index", index}});
}
inline ApiError mandatory_missing(Json details) {
  return {400, "MANDATORY_NOT_FOUND", "required field not found", std::move(details)};
}
inline ApiError parameter_missing(std::string_view name) {
  return {400, "REQUIRED_PARAM_MISSING", "One of the expected parameter is missing", {{"param_name", name}}};
}
inline ApiError bad_parameter(std::string_view name) { return invalid_data("invalid data", {{"param_name", name}}); }
inline ApiError territories_not_enabled() {
  return {403, "TERRITORY_NOT_ENABLED", "the territory feature is not enabled"};
}
inline ApiError invalid_module(int index = 0) {
  return {400, "INVALID_MODULE", "the module name given seems to be invalid", {{"resource_path_index", index}}};
}

}  // namespace sluice::sandbox
