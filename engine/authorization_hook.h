// The hook AuthorizationNeeded between a run and its connections: asks the host before a task fails for want of an
// authorisation, and tries once more where the host has seen to it.
#pragma once

#include <sluice/hooks.h>

#include "connectors/connections/connections.h"

namespace sluice::engine {

// Of one run, for its thread.
class HookedCredentials final : public connectors::Credentials {
 public:
  HookedCredentials(connectors::Connections& connections, AuthorizationNeeded& hook)
      : connections_(connections), hook_(hook) {}

  connectors::Outcome<std::unique_ptr<connectors::Grant>> find(const connectors::ConnectionWish& wish,
                                                               const connectors::Caller& caller) override;

 private:
  connectors::Connections& connections_;
  AuthorizationNeeded& hook_;
};

}  // namespace sluice::engine
