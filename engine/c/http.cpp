// The HTTP transport of a host that is written in C.
#include <memory>
#include <vector>

#include "engine/c/handles.h"

using namespace sluice;
using namespace sluice::c;

namespace sluice::c {

namespace {

class CHttp final : public HttpTransport {
 public:
  explicit CHttp(const sluice_hooks& hooks) : hooks_(hooks) {}

  Result<HttpResponse> send(const HttpRequest& request, const HttpLimits& limits) override {
    std::vector<const char*> names;
    std::vector<const char*> values;
    for (const auto& [name, value] : request.headers) {
      names.push_back(name.c_str());
      values.push_back(value.c_str());
    }
    const sluice_request given{sizeof given,
                               request.method.c_str(),
                               request.url.c_str(),
                               names.data(),
                               values.data(),
                               names.size(),
                               request.body.c_str(),
                               request.body.size(),
                               static_cast<std::uint64_t>(limits.total.count()),
                               limits.max_response,
                               cancelled,
                               &limits};
    sluice_response response;
    sluice_error* error = nullptr;
    const sluice_status status = hooks_.http(hooks_.data, &given, &response, &error);
    const std::unique_ptr<sluice_error, void (*)(sluice_error*)> owned(error, sluice_error_free);
    if (status == SLUICE_OK) return std::move(response.response);
    if (valid(error)) return error->error;
    return Error{.kind = kind_of(status), .code = "SLC-HST-0002", .message = "the host's transport failed"};
  }

 private:
  static int cancelled(const void* limits) {
    return safely(1, [&] {
      const auto& asked = static_cast<const HttpLimits*>(limits)->cancelled;
      return asked && asked() ? 1 : 0;
    });
  }

  sluice_hooks hooks_;
};

}  // namespace

std::shared_ptr<HttpTransport> http_of(const sluice_hooks& hooks) { return std::make_shared<CHttp>(hooks); }

}  // namespace sluice::c

void sluice_response_status(sluice_response* response, int32_t status) {
  if (valid(response)) response->response.status = status;
}

void sluice_response_header(sluice_response* response, const char* name, const char* value) {
  if (!valid(response)) return;
  safely(false, [&] {
    response->response.headers.emplace_back(text_of(name), text_of(value));
    return true;
  });
}

void sluice_response_body(sluice_response* response, const void* bytes, size_t size) {
  if (!valid(response) || (bytes == nullptr && size != 0)) return;
  safely(false, [&] {
    response->response.body.assign(static_cast<const char*>(bytes), size);
    return true;
  });
}
