// The tables of built-ins, one for each family. A family's file has its functions first and this table at its end.
#pragma once

#include <span>

#include "interpreter/callable.h"

namespace sluice::builtins {

using Family = std::span<const interpreter::FunctionRecord>;

Family list_functions();
Family map_functions();
Family collection_functions();
Family statistics_functions();
Family constructor_functions();
Family conversion_functions();
Family encryption_functions();
Family escaping_functions();
Family file_functions();
Family xml_functions();
Family date_arithmetic_functions();
Family date_business_functions();
Family date_component_functions();
Family date_conversion_functions();
Family date_difference_functions();
Family date_presentation_functions();
Family logical_functions();
Family text_search_functions();
Family text_slice_functions();
Family text_transform_functions();
Family number_functions();

}  // namespace sluice::builtins
