/* Marks what the shared library gives to programs: everything else in it is hidden. C99 and C++. */
#ifndef SLUICE_EXPORT_H
#define SLUICE_EXPORT_H

#ifndef SLUICE_API
#define SLUICE_API __attribute__((visibility("default")))
#endif

#endif
