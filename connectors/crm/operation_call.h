// One operation of the connector while it runs: its checked input, the service, and what the operations share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "connectors/crm/fields.h"
#include "connectors/crm/operations.h"

namespace sluice::connectors::crm {

// An answer of the service that is no failure of the whole request.
struct Answer {
  int status = 0;
  Value body;  // null where there is none
};

template <class T>
using Attempt = std::expected<T, OperationError>;

class OperationCall {
 public:
  OperationCall(const Operation& operation, const Value& input, std::string_view connection,
                interpreter::Context& context);

  const Operation& operation;
  interpreter::Context& context;

  // A member of the input by its dotted path, or null.
  Value input(std::string_view path) const;
  std::string text(std::string_view path) const;
  // An option: true where the input says so, `otherwise` where it says nothing.
  bool option(std::string_view name, bool otherwise) const;
  int version() const { return version_; }  // 8 of v8; 2 for the samples' shapes
  bool tray() const { return text("shape") == "tray"; }

  Attempt<Answer> send(std::string_view method, std::string_view path, const Value& body = {}, Headers headers = {});
  Attempt<Answer> get(std::string_view path) { return send("GET", path); }

  const Fields& fields(const std::string& module) { return catalogue_.of(module); }
  // The API name of a field, or UNKNOWN_FIELD.
  Attempt<std::string> field_name(const std::string& module, std::string_view name);
  // A record from pairs of name and value in any of their spellings, or from a map; values as the service wants them.
  Attempt<Value> record(const std::string& module, const Value& given);
  // The names that a list read asks for: those given, else the first 50 that a list can hold. Empty in version 2.
  Attempt<std::string> field_list(const std::string& module);

  Value map(std::initializer_list<std::pair<std::string_view, Value>> pairs) const;
  Value list() const;
  Value text_value(std::string_view bytes) const { return context.text(bytes); }

 private:
  Value input_;
  ServiceClient client_;
  int version_;  // 8 of v8
  std::string root_;  // the interface's address, version included
  FieldCatalogue catalogue_;
};

std::unexpected<OperationError> refuse(OperationCall& call, std::string_view code, std::string message,
                                       Value details = {});

// Appends `?name=value` or `&name=value`, encoded; nothing for an empty value.
void add_query(std::string& path, std::string_view name, std::string_view value);

// A value as a field of this type wants it (connector-operations.md §1.4). What cannot be read goes as it is, so that
// the service answers.
Attempt<Value> coerced(OperationCall& call, const Field& field, const Value& value);

// ---- the operations, by file
OperationResult convert_lead(OperationCall& call);
OperationResult create_specific_record(OperationCall& call);
OperationResult create_update_records(OperationCall& call);
OperationResult delete_records(OperationCall& call);
OperationResult update_records(OperationCall& call);
OperationResult update_specific_record(OperationCall& call);
OperationResult get_organization(OperationCall& call);
OperationResult get_record(OperationCall& call);
OperationResult get_user(OperationCall& call);
OperationResult list_records(OperationCall& call);
OperationResult list_users(OperationCall& call);
OperationResult search_records(OperationCall& call);
OperationResult list_convertable_modules(OperationCall& call);
OperationResult list_creatable_modules(OperationCall& call);
OperationResult list_deletable_modules(OperationCall& call);
OperationResult list_upsertable_modules(OperationCall& call);
OperationResult list_viewable_modules(OperationCall& call);
OperationResult list_fields(OperationCall& call);
OperationResult list_record_ids(OperationCall& call);

// `{"data":[],"info":{…}}` of a read that found nothing.
Value empty_page(OperationCall& call, std::string_view key, std::int64_t page, std::int64_t per_page);
// tray_shape.cpp: the samples' shapes where they differ from the service's, when the input asks for them.
Value in_tray_shape(OperationCall& call, Value answer);

}  // namespace sluice::connectors::crm
