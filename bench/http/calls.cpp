// Small calls of a service on loopback, through Sluice's transport or through libcurl alone, which is its twin:
//   calls serve                           prints the port of a server, and serves until it is ended
//   calls sluice|curl CALLS THREADS URL   prints the calls per second
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "connectors/http/curl_library.h"
#include "connectors/http/curl_transport.h"
#include "connectors/http/http_client.h"
#include "tests/connectors/http/loopback_server.h"

namespace {

using namespace sluice::connectors;

std::size_t take(char*, std::size_t size, std::size_t count, void* body) {
  *static_cast<std::size_t*>(body) += size * count;
  return size * count;
}

// What a program that knows nothing of Sluice does: one handle for each thread, kept for all its calls. The request has
// the bytes that Sluice sends.
bool call_with_curl(const CurlLibrary& curl, const std::string& url, int calls) {
  CURL* easy = curl.easy_init();
  std::size_t bytes = 0;
  curl.easy_setopt(easy, CURLOPT_URL, url.c_str());
  curl.easy_setopt(easy, CURLOPT_WRITEFUNCTION, &take);
  curl.easy_setopt(easy, CURLOPT_WRITEDATA, static_cast<void*>(&bytes));
  curl.easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
  curl.easy_setopt(easy, CURLOPT_USERAGENT, CurlOptions().user_agent.c_str());
  curl.easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  bool good = true;
  for (int i = 0; i < calls; ++i) good = curl.easy_perform(easy) == CURLE_OK && good;
  curl.easy_cleanup(easy);
  return good && bytes > 0;
}

bool call_with_sluice(Transport& transport, const std::string& url, int calls) {
  bool good = true;
  for (int i = 0; i < calls; ++i) {
    const Outcome<HttpResponse> response = transport.send({.url = url}, {});
    good = good && response && !response->body.empty();
  }
  return good;
}

int serve() {
  const sluice::connectors::testing::LoopbackServer server([](const std::string&, int) {
    return sluice::connectors::testing::LoopbackServer::ok(R"({"id": 1, "name": "a small answer"})");
  });
  std::printf("%d\n", server.port());
  std::fflush(stdout);
  ::pause();
  return 0;
}

}  // namespace

int main(int count, char** words) {
  if (count == 2 && std::string(words[1]) == "serve") return serve();
  if (count != 5) return 2;
  const std::string how = words[1];
  const int calls = std::atoi(words[2]);
  const int threads = std::atoi(words[3]);
  const std::string url = words[4];
  const CurlLibrary& curl = *load_curl().value();
  const auto wire = CurlTransport::open(EgressPolicy::create({.allow = {"127.0.0.1"}}).value()).value();
  HttpClient client(*wire);
  bool good = true;
  const auto start = std::chrono::steady_clock::now();
  std::vector<std::thread> running;
  for (int i = 0; i < threads; ++i)
    running.emplace_back([&] {
      if (!(how == "curl" ? call_with_curl(curl, url, calls / threads)
                          : call_with_sluice(client, url, calls / threads)))
        good = false;
    });
  for (std::thread& each : running) each.join();
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::printf("%.0f\n", calls / seconds);
  return good ? 0 : 1;
}
