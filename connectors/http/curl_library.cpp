#include "connectors/http/curl_library.h"

#include <dlfcn.h>

namespace sluice::connectors {

namespace {

constexpr const char* kName = "libcurl.so.4";
constexpr unsigned kOldest = 0x075500;  // 7.85: CURLOPT_PROTOCOLS_STR

std::string last_problem() {
  const char* problem = ::dlerror();
  return problem != nullptr ? problem : kName;
}

Outcome<const CurlLibrary*> load() {
  static CurlLibrary library;
  void* handle = ::dlopen(kName, RTLD_NOW | RTLD_LOCAL);
  bool found = handle != nullptr;
  const auto find = [&](auto& function, const char* name) {
    if (!found) return;
    function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(::dlsym(handle, name));
    found = function != nullptr;
  };
  decltype(&::curl_global_init) global_init = nullptr;
  decltype(&::curl_version_info) version_info = nullptr;
  find(global_init, "curl_global_init");
  find(version_info, "curl_version_info");
  find(library.easy_init, "curl_easy_init");
  find(library.easy_cleanup, "curl_easy_cleanup");
  find(library.easy_perform, "curl_easy_perform");
  find(library.easy_setopt, "curl_easy_setopt");
  find(library.easy_getinfo, "curl_easy_getinfo");
  find(library.easy_strerror, "curl_easy_strerror");
  find(library.multi_init, "curl_multi_init");
  find(library.multi_cleanup, "curl_multi_cleanup");
  find(library.multi_setopt, "curl_multi_setopt");
  find(library.multi_add_handle, "curl_multi_add_handle");
  find(library.multi_remove_handle, "curl_multi_remove_handle");
  find(library.multi_perform, "curl_multi_perform");
  find(library.multi_poll, "curl_multi_poll");
  find(library.multi_info_read, "curl_multi_info_read");
  find(library.slist_append, "curl_slist_append");
  find(library.slist_free_all, "curl_slist_free_all");
  find(library.url, "curl_url");
  find(library.url_cleanup, "curl_url_cleanup");
  find(library.url_get, "curl_url_get");
  find(library.url_set, "curl_url_set");
  find(library.url_strerror, "curl_url_strerror");
  find(library.free, "curl_free");
  if (!found) {
    return failed(ErrorKind::Host, messages::NetworkLibraryMissing, {last_problem()},
                  "install it: apt-get install libcurl4");
  }
  const curl_version_info_data* version = version_info(CURLVERSION_NOW);
  if (version->version_num < kOldest) {
    return failed(ErrorKind::Host, messages::NetworkLibraryMissing, {std::string("its version is ") + version->version},
                  "install libcurl 7.85 or newer");
  }
  if (global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
    return failed(ErrorKind::Host, messages::NetworkLibraryMissing, {"it cannot be set up"});
  return &library;
}

}  // namespace

Outcome<const CurlLibrary*> load_curl() {
  static const Outcome<const CurlLibrary*> loaded = load();
  return loaded;
}

}  // namespace sluice::connectors
