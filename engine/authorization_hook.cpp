#include "engine/authorization_hook.h"

#include "connectors/catalogue.h"

namespace sluice::engine {

namespace {

namespace con = connectors;

bool awaits_somebody(const con::Failure& failure) {
  return failure.code == con::messages::ConnectionNotAuthorized ||
         failure.code == con::messages::ReauthorizationNeeded || failure.code == con::messages::ConnectionNoPrimary;
}

// Whether the host has seen to it. What it throws becomes the failure.
con::Outcome<bool> asked(AuthorizationNeeded& hook, con::Connections& connections, const std::string& link,
                         const con::Caller& caller, const con::Failure& failure) {
  AuthorizationNeed need{.connection = link, .user = caller.user, .environment = caller.environment};
  need.reason = failure.message;
  need.lapsed = failure.code == con::messages::ReauthorizationNeeded;
  if (const auto connector = connections.connector_of(link)) need.connector = (*connector)->link;
  try {
    return hook.authorization_needed(need);
  } catch (const std::exception& exception) {
    return con::failed(con::ErrorKind::Host, con::messages::HostFailed, {exception.what()});
  } catch (...) { return con::failed(con::ErrorKind::Host, con::messages::HostFailed, {"the host failed"}); }
}

// A grant whose authorisation may turn out to have lapsed when it signs.
class HookedGrant final : public con::Grant {
 public:
  HookedGrant(con::Connections& connections, AuthorizationNeeded& hook, con::ConnectionWish wish, con::Caller caller,
              std::unique_ptr<con::Grant> grant)
      : connections_(connections),
        hook_(hook),
        wish_(std::move(wish)),
        caller_(std::move(caller)),
        grant_(std::move(grant)) {}

  const std::string& connection() const override { return grant_->connection(); }
  const std::string& connector() const override { return grant_->connector(); }
  const std::string& service() const override { return grant_->service(); }
  const std::string* parameter(std::string_view name) const override { return grant_->parameter(name); }
  const con::Operation* operation(std::string_view name) const override { return grant_->operation(name); }
  con::Outcome<bool> renew(const con::CallControl& control) override { return grant_->renew(control); }

  con::Outcome<void> sign(con::HttpRequest& request, const con::CallControl& control) override {
    con::Outcome<void> done = grant_->sign(request, control);
    if (done || !awaits_somebody(done.error())) return done;
    const con::Outcome<bool> settled = asked(hook_, connections_, connection(), caller_, done.error());
    if (!settled) return std::unexpected(settled.error());
    if (!*settled) return done;
    con::Outcome<std::unique_ptr<con::Grant>> again = connections_.find(wish_, caller_);
    if (!again) return std::unexpected(again.error());
    grant_ = std::move(*again);
    return grant_->sign(request, control);
  }

 private:
  con::Connections& connections_;
  AuthorizationNeeded& hook_;
  const con::ConnectionWish wish_;
  const con::Caller caller_;
  std::unique_ptr<con::Grant> grant_;
};

}  // namespace

con::Outcome<std::unique_ptr<con::Grant>> HookedCredentials::find(const con::ConnectionWish& wish,
                                                                  const con::Caller& caller) {
  con::Outcome<std::unique_ptr<con::Grant>> found = connections_.find(wish, caller);
  if (!found && awaits_somebody(found.error())) {
    const std::string& link = wish.link.empty() ? wish.connector : wish.link;
    const con::Outcome<bool> settled = asked(hook_, connections_, link, caller, found.error());
    if (!settled) return std::unexpected(settled.error());
    if (*settled) found = connections_.find(wish, caller);
  }
  if (!found) return found;
  return std::make_unique<HookedGrant>(connections_, hook_, wish, caller, std::move(*found));
}

}  // namespace sluice::engine
