#include "interpreter/context.h"

#include <chrono>

#include "interpreter/common_errors.h"
#include "interpreter/support/aes.h"

namespace sluice::interpreter {

void Host::write_info(std::string_view) {}

void Host::client_directive(std::string_view, const Value&, Context&) {}

std::int64_t Host::now() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

void Host::random(char* to, std::size_t size) { support::fill_with_random(to, size); }

void Host::trace(const TracePoint&) {}

namespace {

// What a statement needs, by its name.
std::string_view need_of(std::string_view what) {
  if (what == "sendmail") return "a mail server";
  if (what == "convertToPDF") return "a converter of documents";
  if (what == "sendsms") return "an SMS service";
  if (what == "invokeUrl" || what == "invokeApi" || what == "ftp" || what == "sftp") return "a network service";
  return "a form store";
}

}  // namespace

Value Host::perform(std::string_view what, const Value&, Context&) {
  if (what.starts_with("zoho."))
    raise_with_help(messages::UnknownTask, {what},
                    "'sluice builtins' lists the tasks; 'sluice check' knows the nearest");
  raise_host_missing(what, need_of(what));
}

}  // namespace sluice::interpreter
