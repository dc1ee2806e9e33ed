// Files that are meant to hurt: the loader answers with a diagnostic, and soon.
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "engine/definition/graph.h"
#include "engine/definition/yaml.h"
#include "engine/play/play.h"
#include "engine/verify/verify.h"
#include "tests/engine/definition/loading.h"

namespace accolade {
namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i)
    all += text;
  return all;
}

std::string first_line(const std::string& said) {
  return said.substr(0, said.find('\n'));
}

// The file that the fuzzers begin with: every kind of state, action and field.
std::string everything() {
  std::ifstream file(SOURCE_DIR "/tests/fuzz/everything.yaml");
  return {std::istreambuf_iterator<char>(file), {}};
}

// One past the value that begins here: the bracket that closes it, or the end of its part.
std::size_t end_of_value(const std::string& yaml, std::size_t begin) {
  int depth = 0;
  for (std::size_t i = begin; i < yaml.size(); ++i) {
    const char c = yaml[i];
    if (depth == 0 && (c == ',' || c == '\n' || c == '}' || c == ']')) return i;
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth == 0) return i + 1;
  }
  return yaml.size();
}

TEST(HostileYaml, MoreThanAMebibyteIsNotRead) {
  EXPECT_EQ(first_line(said_of(std::string(yaml_bytes_max + 1, ' '))),
            "a.yaml:1:1: error: the file is larger than 1 MiB");
  EXPECT_EQ(said_of(repeated("states: {b: {}}\n", 655'360)),
            "a.yaml:1:1: error: the file is larger than 1 MiB\n"
            "   1 | states: {b: {}}\n"
            "     | ^\n");
}

TEST(HostileYaml, DeepNestingEndsAtSixtyFourLevels) {
  const std::string too_deep = ": error: this is nested too deeply: 64 levels are the most";
  const auto nested = [](std::size_t levels) {
    return "a: " + repeated("[", levels - 1) + repeated("]", levels - 1);
  };
  EXPECT_EQ(said_of(nested(64)).find(too_deep), std::string::npos);
  EXPECT_EQ(first_line(said_of(nested(65))), "a.yaml:1:67" + too_deep);
  EXPECT_NE(said_of(repeated("[", yaml_bytes_max)).find(too_deep), std::string::npos);
  EXPECT_NE(said_of(repeated("{a: ", 100'000)).find(too_deep), std::string::npos);
}

TEST(HostileYaml, AliasesOfAliasesRunOut) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string below = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + below;
    bomb += repeated(", " + below, 9) + "]\n";
  }
  EXPECT_EQ(first_line(said_of(bomb)),
            "a.yaml:4:40: error: the aliases of this file stand for more than 10,000 parts");
}

TEST(HostileYaml, AnAliasCannotContainItself) {
  EXPECT_EQ(first_line(said_of("a: &a [*a]\n")),
            "a.yaml:1:8: error: an alias cannot contain itself");
}

TEST(HostileYaml, BytesThatAreNoTextAreRefusedWhereTheyStand) {
  EXPECT_EQ(first_line(said_of("workflow: a\nx: \xff\n")),
            "a.yaml:2:4: error: this byte is no text (UTF-8 without control signs)");
  EXPECT_EQ(first_line(said_of(std::string_view("a: \0b", 5))),
            "a.yaml:1:4: error: this byte is no text (UTF-8 without control signs)");
  EXPECT_EQ(first_line(said_of("a: \xed\xa0\x80")),
            "a.yaml:1:4: error: this byte is no text (UTF-8 without control signs)");
}

TEST(HostileYaml, EmptyBrokenTaggedAndSeveralDocuments) {
  EXPECT_EQ(said_of(""), "a.yaml:1:1: error: the file is empty\n");
  EXPECT_EQ(first_line(said_of("a: [b\n")),
            "a.yaml:2:1: error: this is no YAML: end of sequence flow not found");
  EXPECT_EQ(first_line(said_of("a: {?, b: c}\n")),
            "a.yaml:1:5: error: this sign has a meaning in YAML; put the text in quotes");
  EXPECT_EQ(first_line(said_of("a: !!str b\n")),
            "a.yaml:1:4: error: tags such as `!!str` are not understood here");
  EXPECT_EQ(first_line(said_of("a: b\n---\nc: d\n")),
            "a.yaml:1:1: error: a file holds one document; `---` begins a second one");
  EXPECT_EQ(first_line(said_of("[a, b]: c\n")), "a.yaml:1:1: error: a name is expected here");
  EXPECT_EQ(first_line(said_of("- a\n")),
            "a.yaml:1:1: error: a workflow (a map of words) is expected here, and this is a list");
}

TEST(HostileYaml, MoreStatesThanTwoThousandAreRefused) {
  std::string yaml = "workflow: a\nstates:\n";
  for (int i = 0; i < 2'001; ++i)
    yaml += "  s" + std::to_string(i) + ":\n";
  EXPECT_EQ(first_line(said_of(yaml)), "a.yaml:2002:3: error: a workflow has at most 2,000 states");
}

TEST(HostileYaml, MoreTransitionsThanTenThousandAreRefused) {
  std::string yaml = "workflow: a\nstates:\n  b:\n    on:\n";
  for (int i = 0; i < 10'000; ++i)
    yaml += "      e" + std::to_string(i) + ": b\n";
  EXPECT_EQ(said_of(yaml), "");
  EXPECT_EQ(said_of(yaml + "      more: b\n"),
            "a.yaml:1:1: error: a workflow has at most 10,000 transitions\n"
            "   1 | workflow: a\n"
            "     | ^\n");
}

TEST(HostileYaml, AHundredDiagnosticsAreEnough) {
  std::string yaml = "workflow: a\nstates:\n  b:\n    on:\n";
  for (int i = 0; i < 10'000; ++i)
    yaml += "      e" + std::to_string(i) + ": nowhere\n";
  const auto diagnostics = load_workflow("a.yaml", yaml, Strictness::Run).diagnostics;
  EXPECT_EQ(diagnostics.size(), 100u);
  EXPECT_EQ(first_line(said_of(yaml)), "a.yaml:5:11: error: `nowhere` is no state of a");
}

TEST(HostileYaml, AHundredThousandKeysOfOneNameAreOneMapOfOne) {
  const std::string yaml = "workflow: a\nstates:\n" + repeated("  b: {}\n", 100'000);
  EXPECT_EQ(first_line(said_of(yaml)), "a.yaml:4:3: error: `b` is written twice here");
}

TEST(HostileYaml, AConditionOfTenThousandTermsIsRefusedWhereItBecomesTooLong) {
  const std::string yaml =
      "workflow: a\nfields: {x: {type: int, default: 0}}\nstates: {b: {on: {e: {to: b, if: x > 0" +
      repeated(" || x > 0", 9'999) + "}}}}\n";
  EXPECT_EQ(first_line(said_of(yaml)),
            "a.yaml:3:10034: error: this is longer than 10000 bytes; make it shorter");
}

// A file alone guesses the types of its parent's fields; this one asks for 4,000 of them.
TEST(HostileYaml, GuessesRunOut) {
  std::string yaml = "workflow: a\nstates:\n  b:\n    on:\n";
  for (int event = 0; event < 50; ++event) {
    yaml += "      e" + std::to_string(event) + ": {to: b, if: \"true";
    for (int path = 0; path < 80; ++path)
      yaml += " && parent.p" + std::to_string(event * 80 + path) + " == 'x'";
    yaml += "\"}\n";
  }
  const std::string said = said_of(yaml);
  EXPECT_NE(said.find("` is not known here\n"), std::string::npos) << first_line(said);
}

// It made `accolade run` follow the defaults until the stack was full.
TEST(HostileYaml, HistoryStatesDoNotLeadToThemselves) {
  EXPECT_EQ(said_of("workflow: a\nstates:\n  c: {states: {d: {}, h: {history: shallow, to: h}}}\n"),
            "a.yaml:3:23: error: the `to:` of `h` leads back to it\n"
            "   3 |   c: {states: {d: {}, h: {history: shallow, to: h}}}\n"
            "     |                       ^\n");
  EXPECT_EQ(first_line(said_of("workflow: a\nstates:\n  c:\n    states:\n      d: {}\n"
                               "      h: {history: deep, to: k}\n"
                               "      k: {history: shallow, to: h}\n")),
            "a.yaml:6:7: error: the `to:` of `h` leads back to it");
  EXPECT_EQ(said_of("workflow: a\nstates:\n  c:\n    states:\n      d: {}\n"
                    "      h: {history: deep, to: k}\n      k: {history: shallow, to: d}\n"),
            "");
}

TEST(HostileYaml, StatesThatLeadRoundForEverRefuseTheEvent) {
  Play play(
      loaded("workflow: a\nstates:\n  b: {on: {go: c}}\n  c: {always: d}\n  d: {always: c}\n"));

  EXPECT_EQ(play.answer(R"({"event": "go"})"),
            R"({"configuration":["b"],"fields":{},"effects":[],"refusal":{"why":"Runaway",)"
            R"("sentence":"The workflow a did not come to rest after 1000 steps, so nothing was )"
            R"(changed.",)"
            R"("field":null},"outcome":null})");
}

TEST(HostileYaml, AnInitialThatContainsItselfIsRefused) {
  EXPECT_EQ(first_line(said_of("workflow: a\nstates: {c: {initial: c, states: {d: {}}}}\n")),
            "a.yaml:2:23: error: `c` is not inside `c`");
}

// Every prefix and every byte taken out of a file that has everything: no crash, no hang.
TEST(HostileYaml, PiecesOfAFileAreAnswered) {
  const std::string yaml = R"(workflow: w
people: {a: creator}
fields: {x: {type: int, default: 0}, s: {type: scores, of: parent.r}}
deadlines: {d: parent.at}
states:
  p: {parallel: true, states: {q: {initial: q1, states: {q1: {}, h: {history: deep, to: q1}}}}}
  e: {final: "x", sees: {a: {fields: [x], history: all}}}
on: {ev.*: [{if: "x > 1", to: e, do: [{set: {x: x + 1}}, {tell: {children: c, event: z}}]}, p]}
)";
  for (std::size_t length = 0; length < yaml.size(); length += 3)
    said_of(yaml.substr(0, length));
  for (std::size_t gone = 0; gone < yaml.size(); gone += 3) {
    std::string without = yaml;
    without.erase(gone, 1);
    said_of(without, gone % 2 == 0 ? Strictness::Run : Strictness::Serve);
  }
  EXPECT_EQ(said_of(yaml), "");
}

// Wherever a file says something it says something else: a list, a map, nothing, a number.
TEST(HostileYaml, EveryPartOfTheWrongShapeIsAnswered) {
  const std::string yaml = everything();
  const char* const shapes[] = {"[]", "{}", "[[x]]", "{x: {y: z}}", "7", "", "true", "\"\"", "[~]"};
  std::size_t answered = 0;
  for (std::size_t colon = yaml.find(": "); colon != std::string::npos;
       colon = yaml.find(": ", colon + 1)) {
    const std::size_t begin = colon + 2;
    const char* const shape = shapes[answered % std::size(shapes)];
    std::string wrong = yaml;
    wrong.replace(begin, end_of_value(yaml, begin) - begin, shape);
    const Loaded<Workflow> loaded = load_workflow("a.yaml", wrong, Strictness::Run);
    EXPECT_TRUE(loaded.value || has_errors(loaded.diagnostics)) << wrong;
    if (loaded.value) verify(*loaded.value, {50, 200});
    ++answered;
  }
  EXPECT_GT(answered, 200u);
}

}  // namespace
}  // namespace accolade
