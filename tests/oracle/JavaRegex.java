// Writes java_regex.tsv: what Java 17's java.util.regex makes of expressions, for the test of ours.
//   java tests/oracle/JavaRegex.java > tests/oracle/java_regex.tsv
// Columns: what is asked, expression, text, replacement, answer. `find` answers with the places of all matches in UTF-16
// units, `matches` with true or false, `replace` with the text, `ireplace` the same with CASE_INSENSITIVE. `!` is an
// error. Backslash, tab and line ends are written \\ \t \n \r, other controls and everything beyond ASCII by their four hexadecimal digits.
import java.util.*;
import java.util.regex.*;

public class JavaRegex {
  static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (char c : text.toCharArray()) {
      if (c == '\\') out.append("\\\\");
      else if (c == '\t') out.append("\\t");
      else if (c == '\n') out.append("\\n");
      else if (c == '\r') out.append("\\r");
      else if (c < ' ' || c > '~') out.append(String.format("\\u%04x", (int) c));
      else out.append(c);
    }
    return out.toString();
  }

  static String answer(String asked, String pattern, String text, String replacement) {
    try {
      int flags = asked.equals("ireplace") ? Pattern.CASE_INSENSITIVE : 0;
      Matcher matcher = Pattern.compile(pattern, flags).matcher(text);
      if (asked.equals("matches")) return String.valueOf(matcher.matches());
      if (!asked.equals("find")) return escaped(matcher.replaceAll(replacement));
      StringBuilder places = new StringBuilder();
      while (matcher.find()) {
        // Java finds empty matches between the halves of a character, which our texts do not have.
        if (matcher.start() < text.length() && Character.isLowSurrogate(text.charAt(matcher.start()))) return null;
        places.append(places.length() == 0 ? "" : " ").append(matcher.start() + "-" + matcher.end());
      }
      return places.toString();
    } catch (IllegalArgumentException | IndexOutOfBoundsException error) {
      return "!";
    }
  }

  static void row(String asked, String pattern, String text, String replacement) {
    String answer = answer(asked, pattern, text, replacement);
    if (answer != null)
      System.out.println(asked + "\t" + escaped(pattern) + "\t" + escaped(text) + "\t" + escaped(replacement) + "\t" + answer);
  }

  static void find(String pattern, String... texts) {
    for (String text : texts) row("find", pattern, text, "");
  }

  static final String UNICODE = "a\u00e9 \u00c9Z\u03b1\u0416\ud83d\ude00_\u0663\u00a0\u2028x\u212a\u017f";

  static void written() {
    String words = "The quick brown fox, 42 foxes; a_b-c d.e";
    String lines = "one\ntwo\r\nthree\rfour\u0085five\u2028six\n";
    for (String p : new String[] {"o", "[aeiou]", "[^aeiou ]+", "\\w+", "\\W+", "\\d", "\\D+", "\\s", "\\S+", "\\bf", "\\Bo",
        "fox(es)?", "(?:fox|quick)", "o.", "x*", "x+?", "[a-c]{2}", ".{5}", "q?u", "(o)(x)", "(.)\\1", "(?i)THE", "(?i:t)he",
        "[[a-c][x-z]]", "[a-z&&[^aeiou]]", "[a-z&&[def]]", "[^a-z&&[^A-Z]]", "[a-z&&[^m-p]&&[^x]]", "[\\w&&[^\\d_]]",
        "[^\\w\\s]", "[.,;]", "[-a]", "[a-]", "[]x]", "[^]x]", "[x&&]", "[&&x]", "[a&b]", "[a-c&&b-d]", "[a[^b-z]]", "\\.",
        "\\Qd.e\\E", "\\Qa_b", "[\\Q-]\\E]", "x(?=,)", "x(?!,)", "(?<=o)x", "(?<!o)x", "(?>o|ox),", "\\p{Upper}",
        "\\p{Lower}+", "\\p{Punct}", "\\p{Alpha}+", "\\p{Digit}+", "\\p{Alnum}", "\\p{Space}", "\\p{Blank}", "\\p{XDigit}",
        "\\p{Graph}", "\\p{Print}", "\\p{Cntrl}", "\\p{ASCII}", "\\P{Alpha}", "[\\p{L}&&[^a-m]]", "^The", "e$", "\\Ae", "e\\z",
        "e\\Z", "(?x) f o x # an animal", "(?x)[f o]x", "(?<n>f)ox", "(?<n>o)\\k<n>", "()", "|x", "(a|b|)", "x{2,}", "x{0}",
        "(fox){1,2}", "[0-9]{2}", "\\x41", "\\x{66}", "\\u0066", "\\0146", "\\cA", "\\t", "\\e", "\\a", "\\f", "o{2}{3}", "a++b",
        "[a-z]*+x", "\\h", "\\H+", "\\v", "\\V+", "\\R", "\\X", "\\G\\w", "(?s).", "(?-i)T", "(?i)[a-c]+", "(?i)[^a-c]+",
        "(?iu)t", "(?U)\\w+", "(?d)$", "(?m)^.", "((a)|(b))+", "(a)?b", "(a)|b\\1", "\\2(a)(b)", "(o)\\11"})
      find(p, words, "", "xx");
    for (String p : new String[] {"^", "$", "(?m)^", "(?m)$", "(?m)^.*$", "(?m).+", "\\Z", "\\z", ".+", "(?s).+", "(?d).+", "(?dm)^",
        "(?dm)$", "(?d)$", "\\R", "\\v", "^$", "(?m)^$", "\\n$", "[^\\n]+$", "\\s+", "\\b\\w", "x*"})
      find(p, lines, "a\r\n", "\r\n", "\n", "", "a", "\n\n", "a\n\r", "a\u2029");
    for (String p : new String[] {".", "\\w", "\\W", "\\d", "\\s", "\\h", "\\b", "\\B", "\\p{L}", "\\pL", "\\P{L}", "\\p{Lu}", "\\p{Ll}",
        "\\p{IsL}", "\\p{N}", "\\p{Nd}", "\\p{S}", "\\p{Z}", "\\p{P}", "\\p{IsLatin}", "\\p{IsGreek}", "\\p{IsCyrillic}",
        "\\p{script=Greek}", "\\p{sc=Grek}", "\\p{InCyrillic}", "\\p{InGreek}", "\\p{block=Greek}", "\\p{gc=Lu}", "\\p{IsAlphabetic}",
        "\\p{IsLowercase}", "\\p{IsUppercase}", "\\p{IsWhite_Space}", "\\p{IsDigit}", "\\p{IsPunctuation}", "\\p{javaLetter}",
        "\\p{javaLowerCase}", "\\p{javaUpperCase}", "\\p{javaWhitespace}", "\\p{javaDigit}", "\\p{L1}", "\\p{LC}", "\\p{LD}",
        "[^a]", "[^\u00e9]", "[\u00e0-\u00ff]", "[\\x{1F600}-\\x{1F64F}]", "\\x{1F600}", "\\ud83d\\ude00", "\ud83d\ude00+",
        "[\\p{L}&&[^\\p{Lu}]]", "[\\p{L}&&[a-z]]", "[\\p{L}&&[^a]]", "[^\\p{L}]", "[^\\p{L}a_]", "[\\P{L}]", "[\\p{L}\\p{N}]",
        "[\\P{L}&&\\P{N}]", "(?i)\u00c9", "(?iu)\u00c9", "(?i)k", "(?iu)k", "(?iu)S", "(?iu)[\u00c9]", "(?i)[\u00c9z]", "(?i)\\p{Lu}",
        "(?i)\\p{Lower}", "(?U)\\w", "(?U)\\d", "(?U)\\s", "(?U)\\b", "(?U)\\p{Lower}", "(?U)\\p{Alpha}", "(?U)\\p{Punct}",
        "(?U)\\p{Space}", "(?iu)(\u00e9).\\1", "[^\\W]", "[^\\S]", "\\X", "[\\w\u0416]", "[^\\w\u0416]",
        "[\\h\\d]", "[[:alpha:]]", "\\p{javaMirrored}", "[\u00c9-\u00e9&&[^\u00d7]]"})
      find(p, UNICODE, "abc DEF 123", "");
    for (String p : new String[] {"(", ")", "[", "]", "{", "}", "{2}", "x{", "x{a}", "x{,3}", "x{2", "x{3,2}", "*", "+", "?", "a**", "a*+*",
        "a|*", "(*)", "(?", "(?)", "(?q)a", "(?P<n>a)", "(?<1>a)", "(?<n>a)(?<n>b)", "\\k<n>", "\\k", "(?<n", "\\", "\\y", "\\j",
        "\\E", "\\p", "\\p{", "\\p{Foo}", "\\p{IsFoo}", "\\p{InFoo}", "[", "[a", "[^", "[]", "[z-a]", "[a-\\d]", "[\\y]", "\\x", "\\xg",
        "\\x{110000}", "\\u12", "\\08", "\\c", "(a", "a)", "(?=a", "[a&&", "(?i", "(?i-", "\\N", "[[a]", "(?(1)a)", "(?R)", "\\Q(\\E(",
        "(?#c)", "\\_", "\\-", "\\ ", "\\<", "a}", "a]", "(?<=a|bc)x", "(?<!ab|cd)x", "(?i-i)A", "(?<name1>x)\\k<name1>"})
      find(p, "aA}](x|", "");
    String[][] replaced = {{"(\\d+)-(\\d+)", "$2/$1"}, {"(?<y>\\d+)-(?<m>\\d+)", "${m}.${y}"}, {"\\d", "<$0>"}, {"-", "\\$"},
        {"-", "\\\\"}, {"-", "$"}, {"-", "\\"}, {"-", "$1"}, {"(-)", "$12"}, {"(-)|(\\d)", "[$1|$2]"}, {"", "."}, {"x*", "-"}, {"\\d*", "#"},
        {"-", "$x"}, {"(?<a>-)", "${b}"}, {"(?<a>-)", "${a"}, {"-", "\\n"}, {"(\\d)(?=\\d)", "$1,"}, {"\\s", ""}, {"$", "!"}, {"^", ">"},
        {"[^0-9]", ""}, {"(?i)MAY", "x"}, {"may", "$0$0"}, {"\u00e9", "e"}, {".", "$0."}, {"(a)?", "<$1>"}};
    for (String[] r : replaced)
      for (String text : new String[] {"2019-01-31", "", "x1-2 \u00e9\u00c9 May MAY\n", "----"}) {
        row("replace", r[0], text, r[1]);
        row("ireplace", r[0], text, r[1]);
      }
    for (String p : new String[] {"[a-z 0-9]+\\@[a-z]+\\.[a-z]+", "\\$[0-9]+\\.[0-9]{2}", "a|ab", "a*?", ".*", "(?s).*", "", "a$", "a\\z", "\\w+",
        "(a+)+", "^abc$", "\\p{L}+", "[+]?\\d{3,}", "(?i)ab"})
      for (String text : new String[] {"jane2023@zylker.com", "$345.78", "ab", "aaa", "", "abc", "a\n", "\u00e9\u0416", "+12345", "AB"})
        row("matches", p, text, "");
  }

  // Expressions put together by chance, from a small alphabet so that they match now and then.
  static final Random random = new Random(17);

  static String pick(String... from) {
    return from[random.nextInt(from.length)];
  }

  static String set(int depth) {
    StringBuilder out = new StringBuilder(random.nextInt(3) == 0 ? "[^" : "[");
    for (int i = 1 + random.nextInt(3); i > 0; i--)
      out.append(depth > 0 && random.nextInt(5) == 0 ? set(depth - 1)
          : pick("a", "b", "c", "a-c", "b-d", "\\d", "\\w", "\\s", "\u00e9", "1", "\\p{L}", "\\W", "x", "\\p{Lu}", "-"));
    if (random.nextInt(4) == 0) out.append("&&").append(depth > 0 ? set(depth - 1) : pick("a-c", "\\w", "[^b]"));
    return out.append("]").toString();
  }

  static String expression(int depth) {
    StringBuilder out = new StringBuilder();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      int choice = random.nextInt(depth > 0 ? 16 : 9);
      if (choice < 4) out.append(pick("a", "b", "c", "1", "\u00e9", " "));
      else if (choice < 6) out.append(set(2));
      else if (choice == 6) out.append(pick(".", "\\w", "\\d", "\\s", "\\W", "\\p{L}", "\\h"));
      else if (choice == 7) out.append(pick("^", "$", "\\b", "\\B", "\\Z", "\\z", "\\A"));
      else if (choice == 8) out.append(pick("\\R", "(?i)", "\\Qa.\\E", "(?m)", "(?s)"));
      else if (choice < 12) out.append("(" + expression(depth - 1) + ")");
      else if (choice == 12) out.append("(?:" + expression(depth - 1) + "|" + expression(depth - 1) + ")");
      else if (choice == 13) out.append(pick("(?=", "(?!", "(?>", "(?i:") + expression(depth - 1) + ")");
      else if (choice == 14) out.append(pick("(?<=", "(?<!") + pick("a", "ab", "[a-c]", "\\d", "a|b") + ")");
      else out.append(pick("(a)\\1", "(b|c)\\1"));
      if (random.nextInt(3) == 0) out.append(pick("*", "+", "?", "{2}", "{1,2}", "*?", "+?", "++", "??", "{0,3}+"));
    }
    return out.toString();
  }

  static String text() {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--)
      out.append(random.nextInt(40) == 0 ? pick("\u00e9", "\u0416", "\ud83d\ude00", "\u00c9") : pick("a", "b", "c", "A", "B", "1", " ", "\n", "\r\n", "a.", "x"));
    return out.toString();
  }

  public static void main(String[] words) {
    written();
    for (int i = 0; i < 2500; i++) {
      String pattern = expression(3);
      row(pick("find", "find", "replace", "matches"), pattern, text(), pick("<$0>", "-", ""));
    }
  }
}
