// Errors of the C interface.
#include <sluice/diagnostic.h>
#include <sluice/version.h>

#include "engine/c/handles.h"
#include "engine/errors.h"
#include "engine/text_list.h"

namespace sluice::c {

sluice_status status_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::Script: return SLUICE_SCRIPT;
    case ErrorKind::Host: return SLUICE_HOST;
    case ErrorKind::Usage: return SLUICE_USAGE;
    case ErrorKind::Limit: return SLUICE_LIMIT;
    case ErrorKind::Authorization: return SLUICE_AUTHORIZATION;
    case ErrorKind::Egress: return SLUICE_EGRESS;
    case ErrorKind::Store: return SLUICE_STORE;
    case ErrorKind::Internal: return SLUICE_INTERNAL;
  }
  return SLUICE_INTERNAL;
}

ErrorKind kind_of(sluice_status status) {
  switch (status) {
    case SLUICE_SCRIPT: return ErrorKind::Script;
    case SLUICE_USAGE: return ErrorKind::Usage;
    case SLUICE_AUTHORIZATION: return ErrorKind::Authorization;
    case SLUICE_LIMIT: return ErrorKind::Limit;
    case SLUICE_EGRESS: return ErrorKind::Egress;
    case SLUICE_STORE: return ErrorKind::Store;
    case SLUICE_INTERNAL: return ErrorKind::Internal;
    default: return ErrorKind::Host;
  }
}

sluice_status fail(Error error, sluice_error** where) {
  const sluice_status status = status_of(error.kind);
  if (where != nullptr) *where = new sluice_error(std::move(error));
  return status;
}

Error wrong(std::string message, std::string help) {
  return engine::api_error(engine::ApiCode::Options, std::move(message), std::move(help));
}

sluice_status misuse(const char* message, sluice_error** where) { return fail(wrong(message), where); }

sluice_status give(Result<Value> result, sluice_value** where, sluice_error** error) {
  if (!result.ok()) return fail(std::move(result).error(), error);
  if (where != nullptr) *where = new sluice_value(std::move(*result));
  return SLUICE_OK;
}

sluice_status give(Result<Outcome> result, sluice_outcome** where, sluice_error** error) {
  if (!result.ok()) return fail(std::move(result).error(), error);
  if (where != nullptr) *where = new sluice_outcome(std::move(*result));
  return SLUICE_OK;
}

sluice_status give(const Result<void>& result, sluice_error** error) {
  return result.ok() ? SLUICE_OK : fail(result.error(), error);
}

namespace {

const char* part_of(const sluice_error* error, std::string Error::* part) {
  return valid(error) ? (error->error.*part).c_str() : "";
}

}  // namespace

}  // namespace sluice::c

using namespace sluice;
using namespace sluice::c;

int sluice_has_feature(const char* name) { return name != nullptr && has_feature(name) ? 1 : 0; }

sluice_value* sluice_features(void) {
  return safely(static_cast<sluice_value*>(nullptr), [] { return new sluice_value(engine::list_of(features())); });
}

const char* sluice_version(void) { return version().data(); }
uint32_t sluice_abi(void) { return SLUICE_ABI; }

sluice_error* sluice_error_create(sluice_status status, const char* message, const char* help) {
  return safely(static_cast<sluice_error*>(nullptr), [&] {
    return new sluice_error(Error{.kind = kind_of(status),
                                  .code = "SLC-HST-0002",
                                  .message = std::string(text_of(message)),
                                  .help = std::string(text_of(help))});
  });
}

sluice_status sluice_error_status(const sluice_error* error) {
  return valid(error) ? status_of(error->error.kind) : SLUICE_USAGE;
}
const char* sluice_error_code(const sluice_error* error) { return part_of(error, &Error::code); }
const char* sluice_error_message(const sluice_error* error) { return part_of(error, &Error::message); }
const char* sluice_error_help(const sluice_error* error) { return part_of(error, &Error::help); }
const char* sluice_error_file(const sluice_error* error) { return valid(error) ? error->file.c_str() : ""; }
uint32_t sluice_error_line(const sluice_error* error) { return valid(error) ? error->error.line : 0; }
uint32_t sluice_error_column(const sluice_error* error) { return valid(error) ? error->error.column : 0; }

sluice_value* sluice_error_render(const sluice_error* error, int color) {
  if (!valid(error)) return nullptr;
  return safely(static_cast<sluice_value*>(nullptr), [&] {
    return handle_of(Value::text(render(error->error, color != 0 ? Color::Terminal : Color::Plain)));
  });
}

sluice_value* sluice_error_json(const sluice_error* error) {
  if (!valid(error)) return nullptr;
  return safely(static_cast<sluice_value*>(nullptr), [&] { return handle_of(Value::text(to_json(error->error))); });
}

void sluice_error_free(sluice_error* error) { free_handle(error); }

sluice_cancel* sluice_cancel_create(void) {
  return safely(static_cast<sluice_cancel*>(nullptr), [] { return new sluice_cancel; });
}
void sluice_cancel_now(const sluice_cancel* cancel) {
  if (valid(cancel)) cancel->token.cancel();
}
void sluice_cancel_free(sluice_cancel* cancel) { free_handle(cancel); }
