// An HTTP service that runs a script for each request: `GET /total?price=3` runs FOLDER/total.deluge with the argument
// `price` and answers with what it returns, as JSON. Scripts are compiled once, when the service starts.
//
//   service FOLDER [PORT]
#include <event2/buffer.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/keyvalq_struct.h>
#include <netinet/in.h>
#include <sluice/engine.h>
#include <sys/queue.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <thread>
#include <vector>

namespace {

using Scripts = std::map<std::string, sluice::Script>;

// What one request may use.
sluice::Limits limits() {
  sluice::Limits limits = *sluice::Limits::profile("crm");
  limits.wall_clock = std::chrono::seconds(5);
  return limits;
}

Scripts compile_folder(const sluice::Engine& engine, const std::filesystem::path& folder) {
  Scripts scripts;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (file.path().extension() != ".deluge") continue;
    std::ifstream stream(file.path());
    const auto compiled =
        engine.compile({.name = file.path().filename(), .text = {std::istreambuf_iterator(stream), {}}});
    for (const auto& found : compiled.diagnostics()) std::fputs(render(found, compiled.source()).c_str(), stderr);
    if (compiled.ok()) scripts.emplace("/" + file.path().stem().string(), compiled.script());
  }
  return scripts;
}

void answer(evhttp_request* request, int status, const std::string& json) {
  evhttp_add_header(evhttp_request_get_output_headers(request), "Content-Type", "application/json");
  evbuffer_add(evhttp_request_get_output_buffer(request), json.data(), json.size());
  evhttp_send_reply(request, status, nullptr, nullptr);
}

sluice::Result<sluice::Outcome> run(const sluice::Script& script, const char* query) {
  sluice::RunOptions options;
  evkeyvalq pairs{};
  if (query != nullptr && evhttp_parse_query_str(query, &pairs) == 0) {
    for (const evkeyval* each = pairs.tqh_first; each != nullptr; each = each->next.tqe_next) {
      auto value = script.read_argument("", each->key, each->value);  // as the script's header declares it
      if (!value.ok()) return evhttp_clear_headers(&pairs), value.error();
      options.arguments.emplace_back(each->key, std::move(*value));
    }
    evhttp_clear_headers(&pairs);
  }
  return script.run(options);
}

void on_request(evhttp_request* request, void* data) {
  const auto& scripts = *static_cast<const Scripts*>(data);
  const evhttp_uri* uri = evhttp_request_get_evhttp_uri(request);
  const char* path = evhttp_uri_get_path(uri);
  const auto found = scripts.find(path == nullptr ? "" : path);
  if (found == scripts.end()) return answer(request, HTTP_NOTFOUND, "{\"message\":\"there is no such script\"}");
  const auto outcome = run(found->second, evhttp_uri_get_query(uri));
  if (!outcome.ok()) {
    const bool callers = outcome.error().kind == sluice::ErrorKind::Usage;
    return answer(request, callers ? HTTP_BADREQUEST : HTTP_INTERNAL, to_json(outcome.error()));
  }
  answer(request, HTTP_OK, outcome->value.to_json());
}

// One loop and one server for each thread; all accept on the same socket.
void serve(evutil_socket_t socket, const Scripts& scripts) {
  event_base* base = event_base_new();
  evhttp* server = evhttp_new(base);
  evhttp_set_gencb(server, on_request, const_cast<Scripts*>(&scripts));
  evhttp_accept_socket(server, socket);
  event_base_dispatch(base);
}

evutil_socket_t listen_on(int port, int& bound) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  const evutil_socket_t socket = ::socket(AF_INET, SOCK_STREAM, 0);
  socklen_t size = sizeof address;
  evutil_make_listen_socket_reuseable(socket);
  evutil_make_socket_nonblocking(socket);
  if (::bind(socket, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(socket, 128) != 0) return -1;
  ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
  bound = ntohs(address.sin_port);
  return socket;
}

}  // namespace

int main(int count, char** words) {
  if (count < 2) return std::fputs("usage: service FOLDER [PORT]\n", stderr), 2;
  const auto engine = sluice::Engine::create({.limits = limits()});
  if (!engine.ok()) return std::fputs((engine.error().message + "\n").c_str(), stderr), 2;
  const Scripts scripts = compile_folder(*engine, words[1]);
  int port = 0;
  const evutil_socket_t socket = listen_on(count > 2 ? std::atoi(words[2]) : 0, port);
  if (socket < 0) return std::perror("service"), 1;
  std::printf("http://127.0.0.1:%d\n", port);
  std::fflush(stdout);
  std::vector<std::jthread> threads;
  for (unsigned i = 1; i < std::thread::hardware_concurrency(); ++i)
    threads.emplace_back([&] { serve(socket, scripts); });
  serve(socket, scripts);
}
