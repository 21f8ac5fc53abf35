# Compiler settings of every target, and sluice_library() for one folder of the library.
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
# -O3 makes larger code and nothing faster; whoever builds may choose other flags than CMake's.
if(CMAKE_CXX_FLAGS_RELEASE STREQUAL "-O3 -DNDEBUG")
  set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
endif()

find_program(SLUICE_CCACHE ccache)
if(SLUICE_CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER ${SLUICE_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${SLUICE_CCACHE})
endif()

find_package(Threads REQUIRED)
find_package(Python3 QUIET COMPONENTS Interpreter)
if(NOT Python3_FOUND)
  message(FATAL_ERROR "The man page and the tests need Python: apt-get install python3")
endif()

add_library(sluice_options INTERFACE)
target_include_directories(sluice_options INTERFACE ${PROJECT_SOURCE_DIR})
# Sections of their own let the linker put the functions of a start side by side (cli/CMakeLists.txt). Calls into libc go
# through the PLT: addresses that a run does not need are not looked up.
target_compile_options(sluice_options INTERFACE -fno-semantic-interposition -ffunction-sections)
if(SLUICE_SANITIZE)
  # What null, object-size and vptr find, AddressSanitizer finds too; without them and at -O1 the build takes half the time.
  target_compile_options(sluice_options INTERFACE -O1 -fsanitize=${SLUICE_SANITIZE} -fno-omit-frame-pointer -g1
                                                  -fno-sanitize-recover=all -fno-sanitize=null,object-size,vptr)
  target_link_options(sluice_options INTERFACE -fsanitize=${SLUICE_SANITIZE})
  # Objects come from malloc one by one, so that the sanitizer sees each of them.
  target_compile_definitions(sluice_options INTERFACE SLUICE_PLAIN_HEAP)
endif()

# Warnings are errors, in our own code only; generated code is compiled without this target. Instrumented code makes
# the compiler warn of what is not there, so there they are none.
if(NOT SLUICE_SANITIZE)
  set(SLUICE_WERROR -Werror)
endif()
add_library(sluice_warnings INTERFACE)
target_compile_options(sluice_warnings INTERFACE -Wall -Wextra ${SLUICE_WERROR} -Wshadow -Wnon-virtual-dtor -Wcast-qual
                                                 -Wno-missing-field-initializers)

# sluice_library(NAME SOURCES… LIBRARIES…): a static library from the .cpp files of the current folder.
function(sluice_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LIBRARIES;PRIVATE_LIBRARIES" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_link_libraries(${name} PUBLIC sluice_options ${ARG_LIBRARIES} PRIVATE sluice_warnings ${ARG_PRIVATE_LIBRARIES})
endfunction()

# sluice_find_archive(NAME HEADER … PACKAGE …): sets SLUICE_ARCHIVE_NAME to lib<NAME>.a.
function(sluice_find_archive name)
  cmake_parse_arguments(ARG "" "HEADER;PACKAGE" "" ${ARGN})
  find_library(SLUICE_ARCHIVE_${name} lib${name}.a)
  find_path(SLUICE_HEADER_${name} ${ARG_HEADER})
  if(NOT SLUICE_ARCHIVE_${name} OR NOT SLUICE_HEADER_${name})
    message(FATAL_ERROR "Sluice needs lib${name}.a and <${ARG_HEADER}>: apt-get install ${ARG_PACKAGE}")
  endif()
endfunction()
