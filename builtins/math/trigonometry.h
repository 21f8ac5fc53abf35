// Sine, cosine and tangent to the last digit that fdlibm gives, which Java's StrictMath and Zoho's samples show and the C
// library does not (decisions 12). Coefficients and order of operations are fdlibm's; for arguments beyond 2^19·π/2
// the remainder is computed exactly.
#pragma once

namespace sluice::builtins::math {

// Not a number for infinite arguments.
double sine(double x);
double cosine(double x);
double tangent(double x);

}  // namespace sluice::builtins::math
