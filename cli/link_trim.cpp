// Keeps a part of ANTLR's runtime out of the binary: its tree patterns, and through them its XPath, whose lexer would be
// built at every start (a third of all instructions that `sluice run hello.deluge` executes). The linker takes an
// archive member only for names that nothing else defines, so defining these three here is enough. Nothing calls them.
#include <cstdlib>

namespace {

constexpr auto never_called = [] { std::abort(); };

}  // namespace

// ParseTreePatternMatcher::compile(const std::string&, int)
extern "C" void sluice_no_pattern_compile() __asm__(
    "_ZN6antlr44tree7pattern23ParseTreePatternMatcher7compileERKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEEi");
void sluice_no_pattern_compile() { never_called(); }

// ParseTreePatternMatcher::ParseTreePatternMatcher(Lexer*, Parser*)
extern "C" void sluice_no_pattern_matcher() __asm__(
    "_ZN6antlr44tree7pattern23ParseTreePatternMatcherC1EPNS_5LexerEPNS_6ParserE");
void sluice_no_pattern_matcher() { never_called(); }

// ParseTreePatternMatcher::~ParseTreePatternMatcher()
extern "C" void sluice_no_pattern_matcher_end() __asm__("_ZN6antlr44tree7pattern23ParseTreePatternMatcherD1Ev");
void sluice_no_pattern_matcher_end() { never_called(); }
