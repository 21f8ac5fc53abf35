// Lets every allocation fail once, in turn, while scripts are compiled and run through the C interface. Each time there
// must be a value or an error, and nothing else: no crash, no exception, and after it everything works again.
//
//   out_of_memory FOLDER…    the scripts in the folders (*.deluge)
#include <sluice/sluice.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/embed/failing_allocations.h"

namespace {

constexpr long kMostFailures = 2000;  // of one script: the first ones, and then every seventh of the rest

struct Result {
  sluice_status status = SLUICE_INTERNAL;
  std::string text;
};

// Everything that a host does with a script, and the C interface besides. Texts are copied where nothing fails.
Result act(const std::string& code) {
  sluice_engine* engine = nullptr;
  sluice_script* script = nullptr;
  sluice_outcome* outcome = nullptr;
  sluice_error* error = nullptr;
  sluice_value* value = nullptr;
  sluice_value* json = nullptr;
  sluice_engine_options options{};
  options.size = sizeof options;
  options.time_zone = "UTC";
  options.limits = "standard";
  sluice_status status = sluice_engine_create(&options, &engine, &error);
  if (status == SLUICE_OK) status = sluice_compile(engine, "oom.deluge", code.data(), code.size(), &script, &error);
  if (status == SLUICE_OK) {
    sluice_value* list = sluice_value_from_list(nullptr, 0);
    sluice_value_free(list);
    sluice_value_free(sluice_script_functions(script));
    status = sluice_run(script, nullptr, &outcome, &error);
  }
  if (status == SLUICE_OK) {
    value = sluice_outcome_value(outcome);
    json = sluice_value_json(value);
    if (value == nullptr || json == nullptr) status = SLUICE_LIMIT;
  }
  sluice_value_free(sluice_error_json(error));
  failing::countdown = -1;
  Result result{status, status == SLUICE_OK ? sluice_value_text(json, nullptr) : sluice_error_code(error)};
  sluice_value_free(json);
  sluice_value_free(value);
  sluice_error_free(error);
  sluice_outcome_free(outcome);
  sluice_script_free(script);
  sluice_engine_free(engine);
  return result;
}

// Whether the script stood it.
bool prove(const std::string& name, const std::string& code, long& failures) {
  act(code);  // what is made once in a process
  const Result usual = act(code);
  long place = 0;
  for (long tries = 0;; ++tries, place += tries < kMostFailures ? 1 : 7) {
    failing::failed = false;
    failing::countdown = place;
    const Result result = act(code);
    if (!failing::failed) break;  // the whole script had less
    ++failures;
    const bool same = result.status == usual.status && result.text == usual.text;
    if (!same && result.status != SLUICE_LIMIT && result.status != SLUICE_INTERNAL && result.status != SLUICE_SCRIPT) {
      std::printf("%s: allocation %ld gave status %d %s\n", name.c_str(), place, result.status, result.text.c_str());
      return false;
    }
  }
  const Result again = act(code);
  if (again.status == usual.status && again.text == usual.text) return true;
  std::printf("%s: afterwards it gives %s\n", name.c_str(), again.text.c_str());
  return false;
}

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator(file), {}};
}

}  // namespace

int main(int count, char** folders) {
  constexpr std::size_t kScripts = 50;
  std::vector<std::filesystem::path> scripts;
  for (int i = 1; i < count; ++i)
    for (const auto& entry : std::filesystem::directory_iterator(folders[i]))
      if (entry.path().extension() == ".deluge" && entry.file_size() < 1500) scripts.push_back(entry.path());
  std::sort(scripts.begin(), scripts.end());
  if (scripts.size() < kScripts) return std::puts("there are not enough scripts"), 2;
  long failures = 0;
  bool fine = true;
  for (std::size_t i = 0; i < kScripts; ++i) {  // from everywhere in the list
    const std::filesystem::path& path = scripts[i * scripts.size() / kScripts];
    fine = prove(path.filename(), read(path), failures) && fine;
  }
  std::printf("%zu scripts, %ld allocations failed, %s\n", kScripts, failures,
              fine ? "all stood it" : "not all stood it");
  return fine ? 0 : 1;
}
