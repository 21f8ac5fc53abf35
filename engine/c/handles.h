// What the opaque handles of sluice.h are, and how every entry of the C interface gets at one: a null pointer or a thing
// that is no handle of that type gives a null pointer back, and nothing that is thrown leaves.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <sluice/connections.h>
#include <sluice/engine.h>
#include <sluice/sandbox.h>
#include <sluice/session.h>
#include <sluice/sluice.h>

// Each begins with a word that tells its type; freeing wipes it, so that a handle used once more is noticed as long as
// its memory was not given out again.
template <std::uint64_t mark>
struct SluiceHandle {
  static constexpr std::uint64_t kMark = mark;
  std::uint64_t tag = mark;
};

struct sluice_value : SluiceHandle<0x534c43'76616c31> {
  explicit sluice_value(sluice::Value content) : value(std::move(content)) {}
  sluice::Value value;
};

struct sluice_error : SluiceHandle<0x534c43'65727231> {
  explicit sluice_error(sluice::Error content) : error(std::move(content)) {}
  sluice::Error error;
  std::string file{error.source.name()};
};

struct sluice_cancel : SluiceHandle<0x534c43'636e6331> {
  sluice::CancelToken token;
};

struct sluice_engine : SluiceHandle<0x534c43'656e6731> {
  explicit sluice_engine(sluice::Engine content) : engine(std::move(content)) {}
  sluice::Engine engine;
};

struct sluice_script : SluiceHandle<0x534c43'73637231> {
  explicit sluice_script(sluice::Compiled content) : compiled(std::move(content)) {}
  sluice::Compiled compiled;
};

struct sluice_outcome : SluiceHandle<0x534c43'6f757431> {
  explicit sluice_outcome(sluice::Outcome content) : outcome(std::move(content)) {}
  sluice::Outcome outcome;
};

struct sluice_session : SluiceHandle<0x534c43'73657331> {
  explicit sluice_session(const sluice::Engine& of) : engine(of), session(of) {}
  sluice::Engine engine;
  sluice::Session session;
};

struct sluice_sandbox : SluiceHandle<0x534c43'73626f31> {
  explicit sluice_sandbox(sluice::Sandbox content) : sandbox(std::move(content)) {}
  sluice::Sandbox sandbox;
};

struct sluice_records : SluiceHandle<0x534c43'72656331> {
  std::vector<sluice::StoreRecord> records;
};

struct sluice_listener : SluiceHandle<0x534c43'6c737431> {
  explicit sluice_listener(sluice::ConsentListener content) : listener(std::move(content)) {}
  sluice::ConsentListener listener;
};

struct sluice_response : SluiceHandle<0x534c43'72737031> {
  sluice::HttpResponse response;
};

namespace sluice::c {

template <class Handle>
bool valid(const Handle* handle) {
  return handle != nullptr && reinterpret_cast<std::uintptr_t>(handle) % alignof(Handle) == 0 &&
         handle->tag == Handle::kMark;
}

template <class Handle>
void free_handle(Handle* handle) {
  if (!valid(handle)) return;
  // The compiler may not drop the store to an object that is about to die.
  *const_cast<volatile std::uint64_t*>(&handle->tag) = 0;
  delete handle;
}

// Runs the body of an entry that gives a handle or a plain answer; `otherwise` stands for whatever is thrown.
template <class Body, class Answer>
auto safely(Answer otherwise, Body&& body) -> Answer {
  try {
    return body();
  } catch (...) { return otherwise; }
}

inline sluice_value* handle_of(Value value) {
  return safely<>(static_cast<sluice_value*>(nullptr), [&] { return new sluice_value(std::move(value)); });
}

inline std::string_view text_of(const char* text, std::size_t size) {
  if (text == nullptr) return {};
  return {text, size == SLUICE_NUL ? std::strlen(text) : size};
}

inline std::string_view text_of(const char* text) { return text_of(text, SLUICE_NUL); }

// The members of a sized struct of the caller that it knows; the rest is zero. Empty for a null pointer.
template <class Struct>
Struct known_part(const Struct* given) {
  Struct all{};
  if (given != nullptr) std::memcpy(&all, given, std::min(given->size, sizeof all));
  return all;
}

sluice_status status_of(ErrorKind kind);
ErrorKind kind_of(sluice_status status);

// Options of a call that make no sense (SLC-API-0007).
Error wrong(std::string message, std::string help = {});
// Stores the error where the caller wants it, and gives its status.
sluice_status fail(Error error, sluice_error** where);
// An argument of the call is wrong.
sluice_status misuse(const char* message, sluice_error** where);

// Runs the body of an entry that gives a status; a thrown exception becomes SLUICE_INTERNAL.
template <class Body>
sluice_status guarded_status(sluice_error** where, Body&& body) {
  if (where != nullptr) *where = nullptr;
  try {
    return body();
  } catch (const std::exception& exception) {
    try {
      return fail(Error{.kind = ErrorKind::Internal, .code = "SLC-API-0001", .message = exception.what()}, where);
    } catch (...) { return SLUICE_INTERNAL; }
  } catch (...) { return SLUICE_INTERNAL; }
}

// An outcome of the API as a status; what it gave goes where the caller wants it.
sluice_status give(Result<Value> result, sluice_value** where, sluice_error** error);
sluice_status give(const Result<void>& result, sluice_error** error);
sluice_status give(Result<Outcome> result, sluice_outcome** where, sluice_error** error);
// The script is given also where it has errors, of which the first is reported.
sluice_status give(Compiled compiled, sluice_script** where, sluice_error** error);

// Text options that override a setting only where they are given.
inline void set(std::string& setting, const char* given) {
  if (given != nullptr) setting = given;
}

Result<EngineOptions> options_of(const sluice_engine_options& given);
std::shared_ptr<ConnectionStore> store_of(const sluice_connection_store& store);
// Nothing where neither is given; what `own` does not know is that of the profile or of `base`.
Result<std::optional<Limits>> limits_of(const char* name_or_file, const sluice_limits* own, const Limits& base);

// What a run of that engine is given.
Result<RunOptions> run_options_of(const sluice_run_options* given, const Engine& engine);
Principal principal_of(const sluice_run_options* given, const Engine& engine);

// Asks one callback. What it set belongs to us, whatever status it gave.
Result<Value> ask(sluice_answer answer, void* data, const std::string& name, const Value& request);

// Hooks and host functions behind which the caller's C functions stand.
Hooks hooks_of(const sluice_hooks& hooks, const Hooks& base);
std::shared_ptr<HttpTransport> http_of(const sluice_hooks& hooks);
FunctionRecord function_of(const sluice_function& function);

}  // namespace sluice::c
