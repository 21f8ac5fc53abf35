#include "sandbox/service.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "sandbox/api_error.h"
#include "sandbox/scopes.h"
#include "sandbox/seed.h"

namespace sluice::sandbox {

namespace {

constexpr int kDefaultSelfClientMinutes = 3;
constexpr int kMaxSelfClientMinutes = 10;

struct Seed {
  std::string text;  // `demo`, `empty` or JSON
  std::string name;
};

// A seed file is kept beside the data: custom modules must be known whenever the folder is opened.
Seed choose_seed(const ServiceOptions& options) {
  Seed given{options.seed.empty() ? "demo" : options.seed, options.seed_name};
  if (options.data_folder.empty()) return given;
  const std::string name = options.data_folder + "/seed.json";
  std::ifstream file(name);
  if (!file) return given;
  std::ostringstream text;
  text << file.rdbuf();
  if (!options.seed.empty() && options.seed != text.view() && !Store::exists(options.data_folder))
    throw StartError("the data folder '" + options.data_folder + "' keeps another seed, seed.json",
                     "name another folder with --data, or delete the file", true);
  return {text.str(), name};
}

void keep_seed(const std::string& folder, const std::string& seed) {
  std::ofstream file(folder + "/seed.json");
  file << seed;
  if (!file.flush()) throw StartError("cannot write " + folder + "/seed.json");
}

void fill(Store& store, const Clock& clock, const Seed& seed, const Json& description) {
  seed_organisation(store, clock);
  if (seed.text == "demo" || bool_member(description, "demo")) seed_demo(store, clock);
  if (const std::string wrong = seed_records(store, clock, description); !wrong.empty())
    throw StartError("the seed file " + seed.name + ": " + wrong, {}, true);
}

std::unique_ptr<Store> open_store(const Schema& schema, const std::string& folder) {
  try {
    return std::make_unique<Store>(schema, folder);
  } catch (const DatabaseLocked&) {
    throw StartError("another sandbox uses the data folder '" + folder + "'",
                     "stop it, or use it with --sandbox-url and the address that it printed when it started");
  } catch (const std::exception& error) {
    throw StartError("cannot use the data folder '" + folder + "': " + error.what());
  }
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
  server_ = std::make_unique<HttpServer>([this](const Request& request) { return serve(request); });
  const int port = server_->bind(options.port);
  if (port == 0)
    throw StartError("cannot listen on 127.0.0.1:" + std::to_string(options.port) + ": " + std::strerror(errno),
                     "name another port with --port, or none: a free one is taken then");
  address_ = "http://127.0.0.1:" + std::to_string(port);
  prepare_data(options);
  accounts_ = std::make_unique<Accounts>(*store_, clock_, options.token_limits);
  accounts_->seed_client(first_user(*store_));
  store_->commit();
  crm_ = std::make_unique<Crm>(*store_, *accounts_, clock_, options.crm, options.function);
  ready_line_ = describe();
  store_->commit();
}

Service::~Service() = default;

void Service::prepare_data(const ServiceOptions& options) {
  const std::string& folder = options.data_folder;
  const Seed seed = choose_seed(options);
  Json description;
  if (seed.text != "demo" && seed.text != "empty") {
    std::optional<Json> parsed = parse_json(seed.text);
    if (!parsed || !parsed->is_object())
      throw StartError("the seed file " + seed.name + " is not a JSON object", {}, true);
    description = std::move(*parsed);
    if (const std::string wrong = schema_.extend(description); !wrong.empty())
      throw StartError("the seed file " + seed.name + ": " + wrong, {}, true);
  }
  // A seed that turns out to be bad must leave no file behind: it is tried in memory first.
  if (!folder.empty() && !description.is_null() && !Store::exists(folder)) {
    Store trial(schema_, "");
    fill(trial, clock_, seed, description);
  }
  store_ = open_store(schema_, folder);
  if (store_->document("meta", "org") == nullptr) {
    fill(*store_, clock_, seed, description);
    if (!folder.empty() && !description.is_null()) keep_seed(folder, seed.text);
  } else if (!options.seed.empty()) {
    throw StartError("the data folder '" + folder + "' holds an organisation already, and a seed is for a new one",
                     "leave --seed out to go on with it, or name another folder with --data, or delete this one", true);
  }
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
  if (what == "/oauth/grant" && post) return grant(body);
  return problem(404, "no such administration call");
}

Response Service::grant(const Json& body) {
  const auto refuse = [](const std::string& what) {
    return problem(400, what +
                            "; a grant takes scope (a text), minutes (1 to 10; 3), user (the id of a user; the super "
                            "admin) and client_id (a text; that of the ready line)");
  };
  if (!body.is_object()) return refuse("the body is not an object");
  for (const auto& [name, value] : body.items())
    if (name != "scope" && name != "minutes" && name != "user" && name != "client_id")
      return refuse("a grant has no '" + name + "'");
  const auto given = [&](const char* name, const Json& otherwise) {
    return body.contains(name) ? body[name] : otherwise;
  };
  const Json client = given("client_id", accounts_->client().id);
  const Json minutes = given("minutes", kDefaultSelfClientMinutes);
  const Json user = given("user", id_text(first_user(*store_)));
  const std::string scope = text_member(body, "scope");
  if (!client.is_string() || store_->document("client", client.get<std::string>()) == nullptr)
    return refuse("unknown client_id " + to_text(client));
  if (!well_formed(scope_list(scope))) return refuse("scope is missing or malformed");
  if (!minutes.is_number_integer() || minutes < 1 || minutes > kMaxSelfClientMinutes)
    return refuse("minutes cannot be " + to_text(minutes));
  const std::optional<Id> id = to_id(user);
  if (!id || store_->document("user", std::to_string(*id)) == nullptr) return refuse("unknown user " + to_text(user));
  return json_response(
      200, {{"code", accounts_->self_client_code(client.get<std::string>(), scope, *id, minutes.get<int>())}});
}

}  // namespace sluice::sandbox
