# Finds ANTLR 4 (tool 4.7 and C++ runtime 4.9 of Debian 12) and generates the lexer and the parser at build time.
#
# Included: sluice_antlr_generate(), sluice_find_antlr_runtime(). Run as a script (cmake -P) with FILE: takes the static data out of a generated
# parser, see below.

if(CMAKE_SCRIPT_MODE_FILE)
  # A generated parser ends with tables of names and its ATN, all filled at the start of the process. Our parser uses
  # none of them: every decision needs one token only, and diagnostics have names of their own. Empty tables cost
  # nothing.
  file(READ ${FILE} text)
  string(FIND "${text}" "// Static vars and initialization." end)
  if(end EQUAL -1)
    message(FATAL_ERROR "${FILE}: this version of ANTLR writes parsers in another way; see cmake/SluiceAntlr.cmake")
  endif()
  string(SUBSTRING "${text}" 0 ${end} text)
  string(APPEND text
    "std::vector<dfa::DFA> DelugeParser::_decisionToDFA;\n"
    "atn::PredictionContextCache DelugeParser::_sharedContextCache;\n"
    "atn::ATN DelugeParser::_atn;\n"
    "std::vector<uint16_t> DelugeParser::_serializedATN;\n"
    "std::vector<std::string> DelugeParser::_ruleNames;\n"
    "std::vector<std::string> DelugeParser::_tokenNames;\n"
    "dfa::Vocabulary DelugeParser::_vocabulary;\n")
  file(WRITE ${FILE} "${text}")
  return()
endif()

set(SLUICE_ANTLR_SCRIPT ${CMAKE_CURRENT_LIST_FILE})

function(sluice_require variable package)
  if(NOT ${variable})
    message(FATAL_ERROR "Sluice needs the Debian package ${package}: apt-get install ${package}")
  endif()
endfunction()

find_program(SLUICE_ANTLR_TOOL antlr4)
sluice_require(SLUICE_ANTLR_TOOL antlr4)

# What generated code is compiled with: no warnings of ours; u8"…" is char there.
add_library(sluice_generated_options INTERFACE)
target_compile_options(sluice_generated_options INTERFACE -w -fno-char8_t)

# sluice_find_antlr_runtime(): target sluice_antlr_runtime, ANTLR's own runtime. Only tests need it.
function(sluice_find_antlr_runtime)
  find_path(SLUICE_ANTLR_INCLUDE antlr4-runtime.h PATH_SUFFIXES antlr4-runtime)
  find_library(SLUICE_ANTLR_LIBRARY libantlr4-runtime.a)
  find_library(SLUICE_UUID_LIBRARY uuid)
  sluice_require(SLUICE_ANTLR_INCLUDE libantlr4-runtime-dev)
  sluice_require(SLUICE_ANTLR_LIBRARY libantlr4-runtime-dev)
  sluice_require(SLUICE_UUID_LIBRARY uuid-dev)
  add_library(sluice_antlr_runtime INTERFACE)
  target_include_directories(sluice_antlr_runtime SYSTEM INTERFACE ${SLUICE_ANTLR_INCLUDE})
  target_link_libraries(sluice_antlr_runtime INTERFACE ${SLUICE_ANTLR_LIBRARY} ${SLUICE_UUID_LIBRARY} Threads::Threads)
endfunction()

# sluice_antlr_generate(DIRECTORY): DelugeLexer and DelugeParser as .h and .cpp in DIRECTORY.
function(sluice_antlr_generate directory)
  set(grammars ${CMAKE_CURRENT_SOURCE_DIR}/DelugeLexer.g4 ${CMAKE_CURRENT_SOURCE_DIR}/DelugeParser.g4)
  add_custom_command(
    OUTPUT ${directory}/DelugeLexer.cpp ${directory}/DelugeLexer.h ${directory}/DelugeParser.cpp ${directory}/DelugeParser.h
    DEPENDS ${grammars} ${SLUICE_ANTLR_SCRIPT}
    COMMAND ${CMAKE_COMMAND} -E copy ${grammars} ${directory}
    COMMAND ${CMAKE_COMMAND} -E chdir ${directory} ${SLUICE_ANTLR_TOOL} -Dlanguage=Cpp -no-listener -no-visitor -Werror
            -Xexact-output-dir -package sluice::grammar -o ${directory} DelugeLexer.g4 DelugeParser.g4
    COMMAND ${CMAKE_COMMAND} -DFILE=${directory}/DelugeParser.cpp -P ${SLUICE_ANTLR_SCRIPT}
    COMMENT "Generating the parser from the grammar" VERBATIM)
endfunction()
