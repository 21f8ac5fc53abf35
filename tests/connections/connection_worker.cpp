// One of several processes on one store, for refresh_storm.py and killed.py:
//   connection_worker FOLDER setup PORT            a connector whose server is on that port, and a connection
//   connection_worker FOLDER storm PORT THREADS    reads EXPIRY lines, answers with the token each thread got
//   connection_worker FOLDER churn PORT            refreshes, rotates keys and creates connections until it is killed
//   connection_worker FOLDER check PORT            says whether everything can be read
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <set>
#include <thread>

#include "connectors/connections/connections.h"

namespace con = sluice::connectors;

namespace {

// One request over a socket of its own to a server of this machine.
class LoopbackTransport final : public con::Transport {
 public:
  explicit LoopbackTransport(std::string port) : port_(std::move(port)) {}

  con::Outcome<con::HttpResponse> send(const con::HttpRequest& request, const con::CallControl& control) override {
    const auto end = std::chrono::steady_clock::now() + control.total;
    struct addrinfo* address = nullptr;
    if (::getaddrinfo("127.0.0.1", port_.c_str(), nullptr, &address) != 0) return failure("no address");
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const bool connected = ::connect(socket, address->ai_addr, address->ai_addrlen) == 0;
    ::freeaddrinfo(address);
    const std::string head = request.method +
                             " /token HTTP/1.0\r\nContent-Length: " + std::to_string(request.body.size()) + "\r\n\r\n" +
                             request.body;
    std::string answer;
    bool whole =
        connected && ::send(socket, head.data(), head.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(head.size());
    while (whole) {
      struct pollfd waiting = {socket, POLLIN, 0};
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
      if (left.count() <= 0 || ::poll(&waiting, 1, static_cast<int>(left.count())) <= 0) whole = false;
      char buffer[4096];
      const ssize_t count = whole ? ::recv(socket, buffer, sizeof(buffer), 0) : -1;
      if (count <= 0) break;
      answer.append(buffer, static_cast<std::size_t>(count));
    }
    ::close(socket);
    const std::size_t body = answer.find("\r\n\r\n");
    if (!whole || body == std::string::npos) return failure("no answer in time");
    return con::HttpResponse{std::atoi(answer.c_str() + 9), {}, answer.substr(body + 4), {}};
  }

 private:
  static std::unexpected<con::Failure> failure(const char* what) {
    return con::failed(con::ErrorKind::Host, con::messages::HostFailed, {what});
  }
  std::string port_;
};

constexpr const char* kConnector = R"(
[connector]
link = "storm"
allowed_hosts = ["api.storm.example"]
[auth]
type = "oauth2"
authorize_url = "https://storm.example/authorize"
token_url = "https://storm.example/token"
client_auth = "none"
)";

const con::Caller kCaller{"boss@x", "super_admin", "local", "production", "function"};

int fail(const char* what, const con::Failure& failure) {
  std::fprintf(stderr, "%s: %s (%s)\n", what, failure.message.c_str(), failure.help.c_str());
  return 1;
}

int setup(con::Connections& connections) {
  if (const auto added = connections.add_connector(kConnector, "storm.toml", kCaller); !added)
    return fail("add", added.error());
  con::ConfiguredClient client;
  client.client.id = "storm";
  if (const auto done = connections.configure("storm", client, kCaller); !done) return fail("configure", done.error());
  if (const auto made = connections.create({.link = "c", .connector = "storm"}, kCaller); !made)
    return fail("create", made.error());
  con::GivenCredentials given;
  con::set_field(given.secrets, "refresh_token", con::Secret("first"));
  if (const auto account = connections.authorize("c", given, false, kCaller); !account)
    return fail("authorize", account.error());
  return 0;
}

// The token that a call would carry now, or the failure in words.
std::string token(con::Connections& connections) {
  auto grant = connections.find({.link = "c"}, kCaller);
  if (!grant) return "failed: " + grant.error().message;
  con::HttpRequest request;
  request.url = "https://api.storm.example/";
  const auto done = (*grant)->sign(request, {});
  return done ? con::find_header(request.headers, "Authorization")->substr(7) : "failed: " + done.error().message;
}

int storm(con::Connections& connections, int threads) {
  char line[64];
  while (std::fgets(line, sizeof(line), stdin) != nullptr) {
    std::vector<std::string> tokens(static_cast<std::size_t>(threads));
    std::vector<std::thread> running;
    for (std::string& each : tokens) running.emplace_back([&] { each = token(connections); });
    for (std::thread& each : running) each.join();
    std::set<std::string> distinct(tokens.begin(), tokens.end());
    std::string answer;
    for (const std::string& each : distinct) answer += (answer.empty() ? "" : "|") + each;
    std::printf("%s\n", answer.c_str());
    std::fflush(stdout);
  }
  return 0;
}

int churn(con::Connections& connections) {
  for (int i = 0;; ++i) {
    (void)token(connections);
    if (i % 3 == 0) (void)connections.rotate_key(kCaller);
    for (const char* service : {"zoho_crm", "zoho_recruit", "zoho_cliq"})
      (void)connections.find({.connector = service}, kCaller);
  }
}

int check(con::Connections& connections) {
  const auto states = connections.list(kCaller);
  if (!states) return fail("list", states.error());
  std::set<std::string> system;
  for (const con::ConnectionState& each : *states)
    if (each.connection.type == "system" && !system.insert(each.connection.connector).second) return 2;
  const auto damage = connections.shelf().vault().value()->store().damage();
  if (!damage || !damage->empty()) return 3;
  con::Target target{connections.show("c", kCaller)->connection, *connections.connector("storm"), "*", "*"};
  const auto live = connections.shelf().read_authorization(target);
  if (!live) return fail("read", live.error());
  const con::Secret* refresh = (*live)->secret("refresh_token");
  std::printf("%s\n", refresh == nullptr ? "" : std::string(refresh->reveal()).c_str());
  return 0;
}

}  // namespace

int main(int count, char** words) {
  if (count < 4) return 2;
  const std::string folder = words[1], what = words[2];
  LoopbackTransport transport(words[3]);
  con::ConnectionSettings settings;
  settings.store.folder = folder + "/store";
  settings.store.key_file = folder + "/keys/{store}.key";
  settings.time_divisor = 100;
  con::Connections connections(settings, transport);
  if (what == "setup") return setup(connections);
  if (what == "storm" && count == 5) return storm(connections, std::atoi(words[4]));
  if (what == "churn") return churn(connections);
  if (what == "check") return check(connections);
  return 2;
}
