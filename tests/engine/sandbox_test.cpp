// The sandbox inside a host's process.
#include <sluice/sandbox.h>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <sluice/value.h>

namespace sluice {
namespace {

std::uint16_t port_of(const Sandbox& sandbox) {
  return static_cast<std::uint16_t>(std::stoi(sandbox.address().substr(sandbox.address().rfind(':') + 1)));
}

// The whole answer to one request.
std::string answer_to(const Sandbox& sandbox, const std::string& request) {
  const int connection = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port_of(sandbox));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string answer;
  if (::connect(connection, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 &&
      ::send(connection, request.data(), request.size(), 0) == static_cast<ssize_t>(request.size())) {
    char part[4096];
    while (const ssize_t size = ::recv(connection, part, sizeof part, 0)) {
      if (size < 0) break;
      answer.append(part, static_cast<std::size_t>(size));
    }
  }
  ::close(connection);
  return answer;
}

std::string request(const std::string& method, const std::string& path, const std::string& headers = {}) {
  return method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: 0\r\n" + headers +
         "\r\n";
}

std::string access_token(const Sandbox& sandbox) {
  const SandboxClient& client = sandbox.client();
  const std::string answer = answer_to(
      sandbox, request("POST", "/oauth/v2/token?grant_type=refresh_token&client_id=" + client.id +
                                   "&client_secret=" + client.secret + "&refresh_token=" + client.refresh_token));
  const Result<Value> body = Value::from_json(answer.substr(answer.find("\r\n\r\n") + 4));
  return body.ok() ? std::string(body->find("access_token").as_text()) : answer;
}

TEST(Sandbox, SeveralInOneProcess) {
  const Result<Sandbox> first = Sandbox::start({.seed = "empty"});
  const Result<Sandbox> second = Sandbox::start({.seed = "empty"});
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_NE(first->address(), second->address());
  EXPECT_NE(access_token(*first), access_token(*second));
  EXPECT_NE(answer_to(*first, request("GET", "/crm/v8/org", "Authorization: Bearer " + access_token(*first) + "\r\n"))
                .find("200"),
            std::string::npos);
}

TEST(Sandbox, RunsFunctionsOfTheHost) {
  SandboxOptions options{.seed = "empty"};
  options.function = [](const std::string& name, const std::string& arguments) -> Result<SandboxOutput> {
    if (name == "fails") return Error{.kind = ErrorKind::Script, .message = "it failed"};
    if (name != "echo") return Error{.kind = ErrorKind::Usage, .message = "there is no " + name};
    return SandboxOutput{name + " " + Value::from_json(arguments)->find("a").to_text(), {"a line"}};
  };
  const Result<Sandbox> sandbox = Sandbox::start(options);
  ASSERT_TRUE(sandbox.ok());
  const std::string header = "Authorization: Bearer " + access_token(*sandbox) + "\r\n";
  const auto run = [&](const std::string& name) {
    return answer_to(*sandbox,
                     request("POST", "/crm/v8/functions/" + name + "/actions/execute?auth_type=oauth&a=1", header));
  };
  EXPECT_NE(run("echo").find(R"("output":"echo 1")"), std::string::npos) << run("echo");
  EXPECT_NE(run("echo").find(R"("userMessage":["a line"])"), std::string::npos) << run("echo");
  EXPECT_NE(run("other").find(R"("message":"there is no other")"), std::string::npos) << run("other");
  EXPECT_NE(run("fails").find("it failed"), std::string::npos);
}

TEST(Sandbox, SaysWhatIsWrong) {
  const Result<Sandbox> seed = Sandbox::start({.seed = "/nonexistent/seed.json"});
  ASSERT_FALSE(seed.ok());
  EXPECT_EQ(seed.error().code, "SLC-API-0002");
  const Result<Sandbox> folder = Sandbox::start({.data_folder = "/proc/nowhere"});
  ASSERT_FALSE(folder.ok());
  EXPECT_EQ(folder.error().code, "SLC-API-0011");
  const Result<Sandbox> running = Sandbox::start({.seed = "empty"});
  ASSERT_TRUE(running.ok());
  const Result<Sandbox> taken = Sandbox::start({.port = port_of(*running)});
  ASSERT_FALSE(taken.ok());
  EXPECT_NE(taken.error().message.find("cannot listen"), std::string::npos);
}

}  // namespace
}  // namespace sluice
