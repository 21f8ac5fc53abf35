#include "engine/services.h"

#include <algorithm>
#include <limits>

#include "connectors/http/curl_transport.h"
#include "engine/authorization_hook.h"
#include "engine/connection_settings.h"
#include "engine/error_kind.h"
#include "engine/errors.h"

namespace sluice::engine {

namespace {

namespace con = connectors;

// Creator calls every port from 80 on (creator/help, limitations of invokeUrl).
constexpr std::uint16_t kFirstCreatorPort = 80;

// The host's log behind that of connectors/.
class HostLog final : public con::CallLog {
 public:
  explicit HostLog(Log& log) : log_(log) {}
  void write(std::string_view json_line) override { log_.write_line(json_line); }

 private:
  Log& log_;
};

std::unique_ptr<con::CallLog> log_behind(Log* log) {
  return log == nullptr ? nullptr : std::make_unique<HostLog>(*log);
}

// The host's transport behind that of connectors/.
class HostTransport final : public con::Transport {
 public:
  explicit HostTransport(HttpTransport& transport) : transport_(transport) {}

  con::Outcome<con::HttpResponse> send(const con::HttpRequest& request, const con::CallControl& control) override {
    HttpRequest outgoing{request.method, request.url, {}, request.body};
    for (const con::Header& header : request.headers) outgoing.headers.emplace_back(header.name, header.value);
    try {
      Result<HttpResponse> answer =
          transport_.send(outgoing, {control.total, control.connect, control.max_response, control.cancelled});
      if (!answer.ok()) {
        const Error& error = answer.error();
        const bool by_script = error.kind == ErrorKind::Script;  // which a transport is not
        return std::unexpected(con::Failure{by_script ? con::ErrorKind::Host : inner_kind(error.kind),
                                            con::messages::HostFailed, error.message, error.help});
      }
      return taken(std::move(answer).value(), request.url);
    } catch (const std::exception& exception) {
      return con::failed(con::ErrorKind::Host, con::messages::HostFailed, {exception.what()});
    } catch (...) { return con::failed(con::ErrorKind::Host, con::messages::HostFailed, {"the host failed"}); }
  }

 private:
  static con::HttpResponse taken(HttpResponse answer, const std::string& url) {
    con::HttpResponse response{answer.status, {}, std::move(answer.body), url};
    for (auto& [name, value] : answer.headers) response.headers.push_back({std::move(name), std::move(value)});
    return response;
  }

  HttpTransport& transport_;
};

// The engine's transport, opened when the first token is asked for.
class LateTransport final : public con::Transport {
 public:
  explicit LateTransport(SharedServices& services) : services_(services) {}
  con::Outcome<con::HttpResponse> send(const con::HttpRequest& request, const con::CallControl& control) override {
    const con::Outcome<con::Transport*> transport = services_.transport();
    if (!transport) return std::unexpected(transport.error());
    return (*transport)->send(request, control);
  }

 private:
  SharedServices& services_;
};

}  // namespace

Result<std::unique_ptr<SharedServices>> SharedServices::create(const EngineOptions& options) {
  const con::EgressOptions egress{
      .allow = options.egress.allow,
      .allow_private = options.egress.allow_private,
      .only_allowed = options.egress.only_allowed,
      .first_port = options.dialect == Dialect::Creator ? kFirstCreatorPort : std::uint16_t{0},
  };
  con::Outcome<con::EgressPolicy> policy = con::EgressPolicy::create(egress);
  if (!policy) return api_error(ApiCode::Options, policy.error().message, policy.error().help);
  return std::unique_ptr<SharedServices>(new SharedServices(options, std::move(*policy)));
}

SharedServices::SharedServices(const EngineOptions& options, con::EgressPolicy policy)
    : policy_(std::move(policy)),
      ca_file_(options.egress.ca_file),
      log_(log_behind(options.hooks.log.get())),
      connection_settings_(connection_settings(options.connections)) {
  connection_settings_.log = log_;
  if (!options.smtp) return;
  const SmtpOptions& smtp = *options.smtp;
  mail_ = std::make_unique<con::MailServer>(
      con::MailServer{smtp.host, smtp.port, smtp.user, smtp.password, smtp.from, smtp.plain, ca_file_});
}

SharedServices::~SharedServices() = default;

con::Outcome<con::Transport*> SharedServices::transport() {
  const std::lock_guard lock(opening_);
  if (client_ == nullptr) {
    con::Outcome<std::unique_ptr<con::CurlTransport>> wire =
        con::CurlTransport::open(policy_, {.user_agent = "Sluice/" SLUICE_VERSION, .ca_file = ca_file_});
    if (!wire) return std::unexpected(std::move(wire).error());
    wire_ = std::move(*wire);
    client_ = std::make_unique<con::HttpClient>(*wire_);
  }
  return client_.get();
}

con::Connections& SharedServices::connections() {
  const std::lock_guard lock(opening_);
  if (connections_ == nullptr) {
    token_transport_ = std::make_unique<LateTransport>(*this);
    connections_ = std::make_unique<con::Connections>(connection_settings_, *token_transport_);
  }
  return *connections_;
}

RunServices::RunServices(SharedServices& shared, const Principal& principal, const Limits& limits, HttpTransport* http,
                         Log* log, AuthorizationNeeded* authorization, interpreter::Watcher* watcher)
    : shared_(shared),
      log_(log_behind(log)),
      caller_{principal.user, principal.role, principal.app, principal.environment, principal.trigger, log_.get()},
      max_response_(limits.response == 0 ? std::numeric_limits<std::uint64_t>::max() : limits.response),
      opened_(std::make_unique<con::OpenedSecrets>()),
      authorization_(authorization),
      watcher_(watcher) {
  if (http == nullptr) return;
  of_host_ = std::make_unique<HostTransport>(*http);
  client_ = std::make_unique<con::HttpClient>(*of_host_);
}

RunServices::~RunServices() = default;

con::Outcome<con::Transport*> RunServices::transport() {
  if (client_ != nullptr) return client_.get();
  return shared_.transport();
}

con::Outcome<con::Credentials*> RunServices::credentials() {
  if (authorization_ == nullptr) return &shared_.connections();
  if (hooked_ == nullptr) hooked_ = std::make_unique<HookedCredentials>(shared_.connections(), *authorization_);
  return hooked_.get();
}

con::CallControl RunServices::defaults() const {
  con::CallControl control;
  control.max_response = max_response_;
  control.opened = opened_.get();
  return control;
}

}  // namespace sluice::engine
