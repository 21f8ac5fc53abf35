#include "sandbox/http_server.h"

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/keyvalq_struct.h>
#include <event2/thread.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sys/socket.h>

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace sluice::sandbox {

namespace {

constexpr int kIdleSeconds = 120;
constexpr ev_ssize_t kMaxHeaders = 256 * 1024;
constexpr ev_ssize_t kMaxBody = 64 * 1024 * 1024;

std::string method_name(evhttp_cmd_type type) {
  switch (type) {
    case EVHTTP_REQ_GET: return "GET";
    case EVHTTP_REQ_POST: return "POST";
    case EVHTTP_REQ_HEAD: return "HEAD";
    case EVHTTP_REQ_PUT: return "PUT";
    case EVHTTP_REQ_DELETE: return "DELETE";
    case EVHTTP_REQ_OPTIONS: return "OPTIONS";
    case EVHTTP_REQ_TRACE: return "TRACE";
    case EVHTTP_REQ_CONNECT: return "CONNECT";
    case EVHTTP_REQ_PATCH: return "PATCH";
  }
  return {};
}

Request read_request(evhttp_request* from) {
  Request request;
  request.method = method_name(evhttp_request_get_command(from));
  std::string_view uri = evhttp_request_get_uri(from);
  if (const std::size_t scheme = uri.find("://"); !uri.starts_with('/') && scheme != std::string_view::npos) {
    const std::size_t slash = uri.find('/', scheme + 3);  // of a request sent as to a proxy
    uri = slash == std::string_view::npos ? "/" : uri.substr(slash);
  }
  const std::size_t mark = uri.find('?');
  request.path = uri.substr(0, mark);
  if (mark != std::string_view::npos) request.query = parse_query(uri.substr(mark + 1));
  const evkeyvalq* headers = evhttp_request_get_input_headers(from);
  for (const evkeyval* header = headers->tqh_first; header != nullptr; header = header->next.tqe_next)
    request.headers.emplace_back(fold(header->key), header->value);
  evbuffer* body = evhttp_request_get_input_buffer(from);
  request.body.resize(evbuffer_get_length(body));
  evbuffer_remove(body, request.body.data(), request.body.size());
  return request;
}

void send(evhttp_request* to, const Response& response) {
  evhttp_connection* connection = evhttp_request_get_connection(to);
  if (response.drop && connection != nullptr) {
    const int socket = bufferevent_getfd(evhttp_connection_get_bufferevent(connection));
    ::shutdown(socket, SHUT_RDWR);
  }
  evkeyvalq* headers = evhttp_request_get_output_headers(to);
  evhttp_add_header(headers, "Content-Type", response.content_type.c_str());
  for (const auto& [name, value] : response.headers) evhttp_add_header(headers, name.c_str(), value.c_str());
  evbuffer* body = evhttp_request_get_output_buffer(to);
  evbuffer_add(body, response.body.data(), response.body.size());
  evhttp_send_reply(to, response.status, nullptr, nullptr);
}

// An answer that waits for its time.
struct Delayed {
  evhttp_request* request;
  Response response;
  int* waiting = nullptr;  // counts these
};

void send_delayed(evutil_socket_t, short, void* context) {
  const std::unique_ptr<Delayed> delayed(static_cast<Delayed*>(context));
  --*delayed->waiting;
  send(delayed->request, delayed->response);
}

void ignore_broken_pipes() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

}  // namespace

struct HttpServer::Loop {
  Handler handler;
  event_base* base = nullptr;
  evhttp* http = nullptr;
  event* wake = nullptr;
  int delayed = 0;  // answers that wait for their time
  std::mutex mutex;  // of what follows
  bool stopping = false;
  std::vector<std::unique_ptr<Delayed>> finished;  // by threads of Response::later
  int working = 0;  // threads of Response::later
  std::condition_variable rested;

  void reply(evhttp_request* to, Response response) {
    if (response.later) {
      const std::lock_guard lock(mutex);
      ++working;
      std::thread([this, to, work = std::move(response.later)] {
        auto done = std::make_unique<Delayed>(Delayed{to, work(), nullptr});
        const std::lock_guard guard(mutex);
        finished.push_back(std::move(done));
        event_active(wake, EV_READ, 0);
        --working;
        rested.notify_all();
      }).detach();
      return;
    }
    if (response.delay_ms <= 0) return send(to, response);
    ++delayed;
    const timeval after{response.delay_ms / 1000, response.delay_ms % 1000 * 1000};
    event_base_once(base, -1, EV_TIMEOUT, send_delayed, new Delayed{to, std::move(response), &delayed}, &after);
  }

  void woken() {
    std::vector<std::unique_ptr<Delayed>> ready;
    bool stop = false;
    {
      const std::lock_guard lock(mutex);
      ready.swap(finished);
      stop = stopping;
    }
    for (const auto& done : ready) reply(done->request, std::move(done->response));
    if (stop) event_base_loopbreak(base);
  }
};

HttpServer::HttpServer(Handler handler) : loop_(std::make_unique<Loop>()) {
  static const int kThreads = evthread_use_pthreads();
  static_cast<void>(kThreads);
  loop_->handler = std::move(handler);
  loop_->base = event_base_new();
  loop_->http = evhttp_new(loop_->base);
  evhttp_set_timeout(loop_->http, kIdleSeconds);
  evhttp_set_max_headers_size(loop_->http, kMaxHeaders);
  evhttp_set_max_body_size(loop_->http, kMaxBody);
  evhttp_set_allowed_methods(loop_->http, EVHTTP_REQ_GET | EVHTTP_REQ_POST | EVHTTP_REQ_HEAD | EVHTTP_REQ_PUT |
                                              EVHTTP_REQ_DELETE | EVHTTP_REQ_OPTIONS | EVHTTP_REQ_PATCH);
  const auto serve = [](evhttp_request* request, void* context) {
    auto* loop = static_cast<Loop*>(context);
    loop->reply(request, loop->handler(read_request(request)));
  };
  evhttp_set_gencb(loop_->http, serve, loop_.get());
  const auto wake = [](evutil_socket_t, short, void* context) { static_cast<Loop*>(context)->woken(); };
  loop_->wake = event_new(loop_->base, -1, EV_PERSIST | EV_READ, wake, loop_.get());
}

HttpServer::~HttpServer() {
  {
    std::unique_lock lock(loop_->mutex);
    loop_->rested.wait(lock, [this] { return loop_->working == 0; });
  }
  event_free(loop_->wake);
  evhttp_free(loop_->http);
  event_base_free(loop_->base);
}

int HttpServer::bind(int port) {
  evhttp_bound_socket* bound = evhttp_bind_socket_with_handle(loop_->http, "127.0.0.1", static_cast<ev_uint16_t>(port));
  if (bound == nullptr) return 0;
  // Accepted connections inherit it. Without it the second part of a long answer waits 40 ms for an acknowledgement.
  const int listening = evhttp_bound_socket_get_fd(bound);
  const int on = 1;
  ::setsockopt(listening, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  sockaddr_in address{};
  socklen_t size = sizeof address;
  if (::getsockname(listening, reinterpret_cast<sockaddr*>(&address), &size) != 0) return 0;
  return ntohs(address.sin_port);
}

void HttpServer::run() {
  ignore_broken_pipes();
  event_base_loop(loop_->base, EVLOOP_NO_EXIT_ON_EMPTY);
}

void HttpServer::stop() {
  const std::lock_guard lock(loop_->mutex);
  loop_->stopping = true;
  event_active(loop_->wake, EV_READ, 0);
}

int HttpServer::under_way() const {
  const std::lock_guard lock(loop_->mutex);
  return loop_->delayed + loop_->working;
}

}  // namespace sluice::sandbox
