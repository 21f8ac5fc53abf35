// Media types of files, by the endings of their names.
#pragma once

#include <string_view>

namespace sluice::builtins {

// `image/png` for `logo.PNG`; `application/octet-stream` for endings that are not known.
std::string_view media_type_of(std::string_view file_name);

}  // namespace sluice::builtins
