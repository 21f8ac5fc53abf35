#include "engine/module.h"

#include <dlfcn.h>
#include <unistd.h>

#include "engine/errors.h"

namespace sluice::engine {

namespace {

// The folder of the binary or library that holds this code.
std::string own_folder() {
  Dl_info info = {};
  std::string path;
  if (::dladdr(reinterpret_cast<void*>(&open_module), &info) != 0 && info.dli_fname != nullptr) path = info.dli_fname;
  if (path.find('/') == std::string::npos) {  // a program's name as it was typed
    path.resize(4096);
    const ssize_t size = ::readlink("/proc/self/exe", path.data(), path.size());
    path.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
  }
  return path.substr(0, path.rfind('/') + 1);
}

}  // namespace

Result<void*> open_module(const std::string& name, const char* function) {
  const std::string folder = own_folder();
  for (const char* place : {"../lib/sluice/", "../../lib/sluice/", ""}) {
    const std::string path = folder + place + name + ".so";
    if (::access(path.c_str(), R_OK) != 0) continue;
    void* module = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    void* address = module == nullptr ? nullptr : ::dlsym(module, function);
    if (address != nullptr) return address;
    return api_error(ApiCode::Module, "Cannot open " + path + ": " + ::dlerror(), "Reinstall Sluice");
  }
  return api_error(ApiCode::Module, "The module " + name + ".so is not installed",
                   "It belongs into lib/sluice beside the folder of the program, " + folder);
}

}  // namespace sluice::engine
