// What tasks reach other services with. One SharedServices for each engine holds what all its runs share, opened when a
// script first needs it; one RunServices for each run that needs any.
#pragma once

#include <memory>
#include <mutex>

#include <sluice/engine.h>

#include "connectors/connections/connections.h"
#include "connectors/http/egress_policy.h"
#include "connectors/http/http_client.h"
#include "connectors/services.h"

namespace sluice::engine {

// Safe to use from many threads at once.
class SharedServices {
 public:
  // Errors: patterns of hosts that are none (SLC-API-0007).
  static Result<std::unique_ptr<SharedServices>> create(const EngineOptions& options);
  ~SharedServices();

  // The engine's own way out: libcurl, loaded at the first call.
  connectors::Outcome<connectors::Transport*> transport();
  // Made at the first call; its store opens when a connection is first used.
  connectors::Connections& connections();
  const connectors::MailServer* mail_server() const { return mail_.get(); }
  connectors::CallLog* log() const { return log_.get(); }  // of the engine; may be null

 private:
  SharedServices(const EngineOptions& options, connectors::EgressPolicy policy);

  const connectors::EgressPolicy policy_;
  const std::string ca_file_;
  std::unique_ptr<const connectors::MailServer> mail_;
  const std::shared_ptr<connectors::CallLog> log_;
  connectors::ConnectionSettings connection_settings_;
  std::mutex opening_;
  std::unique_ptr<connectors::Transport> wire_;
  std::unique_ptr<connectors::HttpClient> client_;
  std::unique_ptr<connectors::Transport> token_transport_;
  std::unique_ptr<connectors::Connections> connections_;  // before what it uses goes
};

class RunServices final : public connectors::Services {
 public:
  // The hooks are the host's, or null.
  RunServices(SharedServices& shared, const Principal& principal, const Limits& limits, HttpTransport* http, Log* log,
              AuthorizationNeeded* authorization, interpreter::Watcher* watcher);
  ~RunServices() override;

  connectors::Outcome<connectors::Transport*> transport() override;
  connectors::Outcome<connectors::Credentials*> credentials() override;
  const connectors::Caller& caller() const override { return caller_; }
  connectors::CallControl defaults() const override;
  const connectors::MailServer* mail_server() const override { return shared_.mail_server(); }
  connectors::CallLog* log() const override { return log_.get(); }
  bool go_on(const interpreter::Budget& so_far) override { return watcher_ == nullptr || watcher_->go_on(so_far); }

 private:
  SharedServices& shared_;
  const std::unique_ptr<connectors::CallLog> log_;
  const connectors::Caller caller_;
  const std::uint64_t max_response_;
  const std::unique_ptr<connectors::OpenedSecrets> opened_;
  AuthorizationNeeded* const authorization_;
  interpreter::Watcher* const watcher_;
  std::unique_ptr<connectors::Credentials> hooked_;
  std::unique_ptr<connectors::Transport> of_host_;  // the host's transport, where it brings one
  std::unique_ptr<connectors::HttpClient> client_;
};

}  // namespace sluice::engine
