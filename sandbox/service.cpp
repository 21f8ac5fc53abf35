#include "sandbox/service.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "sandbox/api_error.h"
#include "sandbox/scopes.h"
#include "sandbox/seed.h"

namespace sluice::sandbox {

namespace {

constexpr int kMaxSelfClientMinutes = 10;

// A seed file is kept beside the data: custom modules must be known whenever the folder is opened.
std::string kept_seed(const ServiceOptions& options) {
  if (options.data_folder.empty()) return options.seed;
  std::ifstream file(options.data_folder + "/seed.json");
  if (!file) return options.seed;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// The names of this machine only: a page in a browser must not get here under a name of its own.
bool right_host(const Request& request) {
  const std::string* host = request.header("host");
  if (host == nullptr) return true;
  const std::string_view name = std::string_view(*host).substr(0, host->rfind(':'));
  for (const std::string_view own : {"127.0.0.1", "localhost", "[::1]"})
    if (name == own || *host == own) return true;
  return false;
}

Response problem(int status, const std::string& what) { return json_response(status, {{"error", what}}); }

}  // namespace

Service::Service(const ServiceOptions& options) {
  prepare_data(options);
  accounts_ = std::make_unique<Accounts>(*store_, clock_, options.token_limits);
  accounts_->seed_client(first_user(*store_));
  store_->commit();
  crm_ = std::make_unique<Crm>(*store_, *accounts_, clock_, options.crm, options.function);
  server_ = std::make_unique<HttpServer>([this](const Request& request) { return serve(request); });
  const int port = server_->bind(options.port);
  if (port == 0)
    throw std::runtime_error("cannot listen on 127.0.0.1:" + std::to_string(options.port) + ": " +
                             std::strerror(errno));
  address_ = "http://127.0.0.1:" + std::to_string(port);
  ready_line_ = describe();
  store_->commit();
}

Service::~Service() = default;

void Service::prepare_data(const ServiceOptions& options) {
  const std::string seed = kept_seed(options);
  Json description;
  if (seed != "demo" && seed != "empty") {
    std::optional<Json> parsed = parse_json(seed);
    if (!parsed || !parsed->is_object()) throw std::runtime_error("the seed file is not a JSON object");
    description = std::move(*parsed);
    if (const std::string wrong = schema_.extend(description); !wrong.empty())
      throw std::runtime_error("the seed file: " + wrong);
  }
  try {
    store_ = std::make_unique<Store>(schema_, options.data_folder);
  } catch (const std::exception& error) {
    throw std::runtime_error("cannot use the data folder '" + options.data_folder + "': " + error.what());
  }
  if (store_->document("meta", "org") != nullptr) return;
  seed_organisation(*store_, clock_);
  if (seed == "demo" || bool_member(description, "demo")) seed_demo(*store_, clock_);
  if (description.is_null()) return;
  if (const std::string wrong = seed_records(*store_, clock_, description); !wrong.empty())
    throw std::runtime_error("the seed file: " + wrong);
  if (!options.data_folder.empty()) std::ofstream(options.data_folder + "/seed.json") << seed;
}

std::string Service::describe() {
  const Accounts::Client client = accounts_->client();
  return to_text({{"accounts_url", address_},
                  {"api_domain", address_},
                  {"client_id", client.id},
                  {"client_secret", client.secret},
                  {"refresh_token", client.refresh_token},
                  {"grant_code", accounts_->first_code()},
                  {"zapikey", accounts_->api_key()},
                  {"org_id", organisation_id(*store_)},
                  {"redirect_uris", Json::array({"http://127.0.0.1:*/*", "http://localhost:*/*", "http://[::1]:*/*"})},
                  {"scopes", all_scopes()}});
}

void Service::run() { server_->run(); }
void Service::stop() { server_->stop(); }

Response Service::serve(const Request& request) {
  if (!right_host(request))
    return json_response(400, ApiError(400, "INVALID_HOST", "the given host is not valid").body());
  const bool own = request.path.starts_with("/__sandbox");
  std::optional<Fault> fault;
  try {
    if (!own) fault = faults_.take(request);
  } catch (const ApiError& error) { return json_response(error.status(), error.body()); }
  if (!fault) return serve_in_transaction(request);
  if (fault->expire_tokens) {
    accounts_->expire_access_tokens();
    store_->commit();
  }
  const bool fails = fault->status != 0 || fault->drop;
  Response response;
  if (!fails || fault->after) response = serve_in_transaction(request);
  if (fault->status != 0) response = fault_response(*fault);
  response.drop = fault->drop;
  response.delay_ms = fault->latency_ms;
  return response;
}

// What a request changes is durable before it is answered; a request that fails changes nothing.
Response Service::serve_in_transaction(const Request& request) {
  try {
    Response response;
    if (auto answer = accounts_->serve(request, address_))
      response = std::move(*answer);
    else if (auto crm = crm_->serve(request, server_->under_way()))
      response = std::move(*crm);
    else if (auto own = administer(request))
      response = std::move(*own);
    else
      response = json_response(
          404,
          ApiError(404, "INVALID_URL_PATTERN", "Please check if the URL trying to access is a correct one").body());
    store_->commit();
    return response;
  } catch (const std::exception& error) {
    store_->rollback();
    return json_response(500,
                         ApiError(500, "INTERNAL_ERROR", "Internal Server Error", {{"reason", error.what()}}).body());
  }
}

// ---------------------------------------------------------------- what the service itself does not have

std::optional<Response> Service::administer(const Request& request) {
  if (!request.path.starts_with("/__sandbox")) return std::nullopt;
  const std::string_view what = std::string_view(request.path).substr(std::strlen("/__sandbox"));
  const Json body = parse_json(request.body).value_or(Json::object());
  const bool post = request.method == "POST";
  if (what.empty() && request.method == "GET") {
    Response response = json_response(200, Json());
    response.body = describe();
    return response;
  }
  if (what == "/faults" && request.method == "DELETE") {
    faults_.clear();
    return json_response(200, {{"status", "success"}});
  }
  if (what == "/faults" && post) {
    if (const std::string wrong = faults_.add(body); !wrong.empty()) return problem(400, wrong);
    return json_response(200, {{"status", "success"}});
  }
  if (what == "/clock" && post) {
    const Json& seconds = member(body, "advance");
    if (!seconds.is_number_integer() || seconds.get<Seconds>() < 0) return problem(400, "advance must be seconds");
    clock_.advance(seconds.get<Seconds>());
    return json_response(200, {{"now", format_datetime(clock_.now(), 0)}});
  }
  if (what == "/tokens" && request.method == "DELETE") {
    accounts_->expire_access_tokens();
    return json_response(200, {{"status", "success"}});
  }
  if (what == "/oauth/grant" && post) {
    const std::string client = text_member(body, "client_id", accounts_->client().id);
    const std::string scope = text_member(body, "scope");
    const Json& minutes = member(body, "minutes");
    const int life = minutes.is_number_integer() ? static_cast<int>(minutes.get<std::int64_t>()) : 3;
    const Id user = to_id(member(body, "user")).value_or(first_user(*store_));
    if (store_->document("client", client) == nullptr) return problem(400, "unknown client_id");
    if (!well_formed(scope_list(scope))) return problem(400, "scope is missing or malformed");
    if (life < 1 || life > kMaxSelfClientMinutes) return problem(400, "minutes must be 1 to 10");
    if (store_->document("user", std::to_string(user)) == nullptr) return problem(400, "unknown user");
    return json_response(200, {{"code", accounts_->self_client_code(client, scope, user, life)}});
  }
  return problem(404, "no such administration call");
}

}  // namespace sluice::sandbox
