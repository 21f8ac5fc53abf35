#include "connectors/connections/token_keeper.h"

#include <algorithm>
#include <random>
#include <system_error>
#include <thread>

#include "connectors/catalog/data_centres.h"
#include "connectors/clock.h"
#include "connectors/connections/rules.h"
#include "connectors/random.h"

namespace sluice::connectors {

namespace {

bool renewable(const Target& target, const Live& live) {
  return target.connector->auth.type == AuthType::OAuth2 &&
         (target.connector->auth.client_credentials || live.secret("refresh_token") != nullptr);
}

std::int64_t lifetime_of(const Live& live) {
  const Secret* lifetime = live.secret("lifetime");
  return lifetime == nullptr ? 0 : std::strtoll(std::string(lifetime->reveal()).c_str(), nullptr, 10);
}

std::string seconds_until(std::int64_t at) {
  return std::to_string(std::max<std::int64_t>(1, (at - now_milliseconds() + 999) / 1000)) + " s";
}

// Pauses so that waiting processes do not all look at once.
void pause(std::chrono::milliseconds longest) {
  thread_local std::minstd_rand random{std::random_device{}()};
  const auto most = std::max<std::int64_t>(1, std::chrono::duration_cast<std::chrono::microseconds>(longest).count());
  std::this_thread::sleep_for(
      std::chrono::microseconds(std::uniform_int_distribution<std::int64_t>(most / 4, most)(random)));
}

// Keeps lines until somebody writes them: a renewal may outlive the run, and with it the log, of who needed it.
class KeptLines final : public CallLog {
 public:
  void write(std::string_view line) override { lines.emplace_back(line); }
  std::vector<std::string> lines;
};

void write_lines(const std::vector<std::string>& lines, CallLog* log) {
  if (log == nullptr) return;
  for (const std::string& line : lines) log->write(line);
}

void log_renewal(const Target& target, const std::optional<Failure>& failure, const CallControl& control) {
  LogLine line("token");
  line.text("connector", target.connector->link).text("result", failure ? "failed" : "renewed").origin(control.origin);
  if (failure) line.text("error", failure->code.code()).text("message", failure->message);
  line.write_to(*control.log);
}

}  // namespace

RefreshTiming RefreshTiming::scaled(int divisor) const {
  RefreshTiming timing = *this;
  for (auto* each : {&timing.deadline, &timing.lease, &timing.poll, &timing.early, &timing.throttled,
                     &timing.first_wait, &timing.longest_wait})
    *each = std::max(*each / std::max(divisor, 1), std::chrono::milliseconds(1));
  return timing;
}

void take_answer(SecretFields& fields, AuthorizationRow& row, const TokenAnswer& answer) {
  set_field(fields, "access_token", answer.access_token);
  if (!answer.refresh_token.empty()) set_field(fields, "refresh_token", answer.refresh_token);
  set_field(fields, "lifetime", Secret(std::to_string(answer.expires_in * 1000)));
  row.expires_at = answer.expires_in == 0 ? 0 : now_milliseconds() + answer.expires_in * 1000;
  if (!answer.scopes.empty()) row.scopes = answer.scopes;
  if (!answer.instance_url.empty() && origin_of(answer.instance_url))
    set_field(fields, "parameter:instance_url", Secret(answer.instance_url));
  // Only a host of a known data centre; an address of this machine stays as it was configured.
  if (data_centre_of_api_domain(answer.api_domain) != nullptr) {
    const Secret* configured = find_field(fields, "parameter:api_domain");
    const std::optional<Origin> origin = configured == nullptr ? std::nullopt : origin_of(configured->reveal());
    if (!origin || !is_loopback(origin->host)) set_field(fields, "parameter:api_domain", Secret(answer.api_domain));
  }
}

Outcome<std::string> endpoint_address(const Connector& connector, std::string_view address, const Live& live) {
  std::optional<std::string> url = expand(address, [&](std::string_view name) { return live.parameter(name); });
  if (url && origin_of(*url)) return std::move(*url);
  return failed(ErrorKind::Script, messages::ConnectorInvalid,
                {connector.link, "the address " + std::string(address) + " misses a parameter"},
                "give it when authorising: --parameter NAME=VALUE");
}

Outcome<OAuthClient> client_of(Shelf& shelf, const Connector& connector) {
  Outcome<std::optional<ConfiguredClient>> client = shelf.client(connector);
  if (!client) return std::unexpected(client.error());
  if (*client) return std::move((*client)->client);
  return failed(ErrorKind::Authorization, messages::ClientMissing, {connector.name},
                "run: sluice connectors configure " + connector.link + " --client-id ID --client-secret-stdin");
}

Failure not_authorized(const Target& target, const std::string& command) {
  return failed(ErrorKind::Authorization, messages::ConnectionNotAuthorized,
                {target.connection.link, target.connector->name, word_for(target.connection.type)}, "run: " + command)
      .error();
}

Failure needs_reauthorization(const Target& target, const Live& live, const std::string& reason) {
  Caller caller;
  caller.environment = target.environment;
  if (target.connection.type == "user") caller.user = target.user;
  const std::string who = live.row.account.empty() ? std::string() : " by " + live.row.owner;
  return failed(ErrorKind::Authorization, messages::ReauthorizationNeeded, {target.connection.link, who, reason},
                "run: " + authorize_command(target.connection, caller))
      .error();
}

TokenKeeper::~TokenKeeper() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return running_ == 0; });
}

Outcome<std::shared_ptr<const Live>> TokenKeeper::fresh(const Target& target, const CallControl& control,
                                                        std::int64_t refused) {
  Outcome<std::shared_ptr<const Live>> found = shelf_.authorization(target);
  if (!found || *found == nullptr || (*found)->row.state != "connected") return found;
  const Live& live = **found;
  const std::int64_t now = now_milliseconds();
  const std::int64_t early = std::min<std::int64_t>(timing_.early.count(), lifetime_of(live) / 2);
  const bool was_refused = live.row.generation == refused;
  const bool expired = live.row.expires_at != 0 && live.row.expires_at <= now;
  const bool due = was_refused || (live.row.expires_at != 0 && live.row.expires_at - early <= now);
  if (!due) return found;
  if (!renewable(target, live)) {
    if (!expired && !was_refused) return found;
    return std::unexpected(needs_reauthorization(target, live, "its token has expired, and there is none to renew it"));
  }
  if (live.row.retry_at > now) {
    if (!expired && !was_refused) return found;
    return failed(
        ErrorKind::Host, messages::RefreshFailed,
        {target.connection.link, live.row.problem + "; the next try is in " + seconds_until(live.row.retry_at)});
  }
  std::optional<Failure> failure = fly(target, live.row.generation, control);
  if (control.log != nullptr) log_renewal(target, failure, control);
  if (failure && !expired && !was_refused && failure->kind == ErrorKind::Host)
    return found;  // it still works for a while
  if (failure) return std::unexpected(std::move(*failure));
  return shelf_.authorization(target);
}

// One thread a flight, which a caller that is cancelled leaves behind: giving up an answer under way would lose a
// rotated refresh token.
std::optional<Failure> TokenKeeper::fly(const Target& target, std::int64_t generation, const CallControl& control) {
  const std::string name = std::to_string(target.connection.id) + "\n" + target.environment + "\n" + target.user;
  std::unique_lock lock(mutex_);
  std::shared_ptr<Flight>& place = flights_[name];
  if (place == nullptr) {
    place = std::make_shared<Flight>();
    ++running_;
    try {
      std::thread([this, target, generation, name, flight = place] {
        KeptLines log;
        std::optional<Failure> failure = refresh(target, generation, log);
        land(name, *flight, std::move(failure), std::move(log.lines));
      }).detach();
    } catch (const std::system_error&) {  // no thread to be had: this one does it
      const std::shared_ptr<Flight> flight = place;
      ++flight->waiting;
      lock.unlock();
      KeptLines log;
      std::optional<Failure> failure = refresh(target, generation, log);
      write_lines(log.lines, control.log);
      land(name, *flight, failure, {});
      return failure;
    }
  }
  const std::shared_ptr<Flight> flight = place;
  ++flight->waiting;
  while (!flight->done) {
    if (!control.cancelled) {
      changed_.wait(lock);
      continue;
    }
    changed_.wait_for(lock, std::chrono::milliseconds(10));
    lock.unlock();  // the host is asked, who may do anything
    const bool cancelled = control.cancelled();
    lock.lock();
    if (!flight->done && cancelled) {
      --flight->waiting;
      return Failure{ErrorKind::Limit, messages::Cancelled, grammar::text_of(messages::Cancelled), {}};
    }
  }
  std::optional<Failure> failure = flight->failure;
  const std::vector<std::string> lines = std::exchange(flight->lines, {});  // of the first who waits
  lock.unlock();
  write_lines(lines, control.log);
  return failure;
}

void TokenKeeper::land(const std::string& name, Flight& flight, std::optional<Failure> failure,
                       std::vector<std::string> lines) {
  std::unique_lock lock(mutex_);
  if (flight.waiting == 0) {
    lock.unlock();  // the log is the host's
    write_lines(lines, log_);
    lock.lock();
  } else {
    flight.lines = std::move(lines);
  }
  flight.failure = std::move(failure);
  flight.done = true;
  flights_.erase(name);
  --running_;
  changed_.notify_all();
}

std::optional<Failure> TokenKeeper::refresh(const Target& target, std::int64_t generation, CallLog& log) try {
  const Outcome<Vault*> vault = shelf_.vault();
  if (!vault) return vault.error();
  ConnectionStore& store = (*vault)->store();
  const std::string holder = random_text();
  const auto patience = std::chrono::steady_clock::now() + timing_.lease + timing_.deadline;
  for (;;) {
    Outcome<std::shared_ptr<const Live>> live = shelf_.read_authorization(target);
    if (!live) return live.error();
    // Another process was faster, or somebody revoked it: the caller looks again.
    if (*live == nullptr || (*live)->row.generation != generation || (*live)->row.state != "connected") return {};
    if ((*live)->row.retry_at > now_milliseconds())
      return failed(ErrorKind::Host, messages::RefreshFailed, {target.connection.link, (*live)->row.problem}).error();
    const Outcome<bool> leased = store.take_lease((*live)->row.id, holder, timing_.lease.count());
    if (!leased) return leased.error();
    if (*leased) {
      // Its last holder may have finished between the look and the lease.
      live = shelf_.read_authorization(target);
      std::optional<Failure> failure;
      std::int64_t id = 0;
      if (live && *live != nullptr) {
        id = (*live)->row.id;
        if ((*live)->row.generation == generation && (*live)->row.state == "connected" &&
            (*live)->row.retry_at <= now_milliseconds())
          failure = refresh_under_lease(target, **live, log);
      }
      [[maybe_unused]] const auto ended = store.end_lease(id, holder);  // it would lapse by itself
      return live ? failure : std::optional(live.error());
    }
    if (std::chrono::steady_clock::now() > patience)
      return failed(ErrorKind::Host, messages::RefreshFailed,
                    {target.connection.link, "another process is renewing it and does not finish"})
          .error();
    pause(timing_.poll);
  }
} catch (const std::exception& exception) {
  return failed(ErrorKind::Internal, messages::RefreshFailed, {target.connection.link, exception.what()}).error();
}

std::optional<Failure> TokenKeeper::refresh_under_lease(const Target& target, const Live& live, CallLog& log) {
  const AuthSpec& spec = target.connector->auth;
  Outcome<OAuthClient> client = client_of(shelf_, *target.connector);
  if (!client) return client.error();
  const Outcome<std::string> url =
      endpoint_address(*target.connector, spec.refresh_url.empty() ? spec.token_url : spec.refresh_url, live);
  if (!url) return url.error();
  CallControl control;
  control.total = timing_.deadline;
  control.connect = std::min(control.connect, timing_.deadline);
  control.max_response = 1 << 20;
  control.log = &log;
  control.origin = {"token", target.connection.link,
                    target.connection.type == "user" ? target.user : std::string_view()};
  const TokenEndpoint endpoint{spec, *url, std::move(*client), transport_, control};
  const Secret* token = live.secret("refresh_token");
  TokenOutcome answer = spec.client_credentials
                            ? client_credentials_token(
                                  endpoint, target.connection.scopes.empty() ? spec.scopes : target.connection.scopes)
                            : refresh_token(endpoint, *token, live.row.scopes);
  if (!answer) return note(target, live, std::move(answer.error()));
  AuthorizationRow row = live.row;
  SecretFields fields = live.fields;
  take_answer(fields, row, *answer);
  const Outcome<bool> written = shelf_.renew_authorization(target, row, fields);
  if (!written) return written.error();
  if (*written) shelf_.log("refreshed", target.connection, target.user);
  return {};  // where somebody revoked or authorised it meanwhile, theirs holds
}

std::optional<Failure> TokenKeeper::note(const Target& target, const Live& live, TokenFailure failure) {
  AuthorizationRow row = live.row;
  row.failures += 1;
  row.problem = failure.failure.message;
  const auto doubled = [&](std::chrono::milliseconds first) {
    return std::min<std::int64_t>(timing_.longest_wait.count(), first.count()
                                                                    << std::min<std::int64_t>(row.failures - 1, 16));
  };
  std::int64_t wait = 0;
  switch (failure.problem) {
    case TokenProblem::Dead: row.state = "expired"; break;
    case TokenProblem::Throttled:
      wait = std::max({doubled(timing_.throttled), timing_.throttled.count(), failure.retry_after * 1000});
      break;
    case TokenProblem::Configuration: wait = doubled(timing_.first_wait); break;
    case TokenProblem::Unavailable: wait = std::max(doubled(timing_.first_wait), failure.retry_after * 1000); break;
  }
  row.retry_at = wait == 0 ? 0 : now_milliseconds() + wait;
  if (const Outcome<Vault*> vault = shelf_.vault()) {
    [[maybe_unused]] const auto noted = (*vault)->store().note_failure(row);
  }
  shelf_.log(row.state == "expired" ? "expired" : "refresh_failed", target.connection, target.user, row.problem);
  if (failure.problem == TokenProblem::Dead) return needs_reauthorization(target, live, row.problem);
  if (failure.problem == TokenProblem::Throttled)
    return failed(ErrorKind::Host, messages::TokenThrottled, {target.connector->name, seconds_until(row.retry_at)})
        .error();
  Failure told = failed(ErrorKind::Host, messages::RefreshFailed, {target.connection.link, row.problem}).error();
  told.help = failure.failure.help;
  return told;
}

}  // namespace sluice::connectors
